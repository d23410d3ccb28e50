using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Faults.Mutations;

/// <summary>Messages of every stream with something wrong in them, or nothing. The same seed gives the same messages.</summary>
internal sealed partial class Mutator
{
    private static readonly string[] Extremes = ["-1", "0", "1e308", "-1e308", "1e309", "9223372036854775807", "-9223372036854775808", "18446744073709551616",
        "0.1e-400", "null", "NaN", "\"\"", "[]", "{}", "true"];

    private static readonly string[] Texts =
        [@"\ud800", @"\udfff\ud800", @"\u0000", "\u0001", "9999-12-31T23:59:59.999+14:00", "0001-01-01T00:00:00Z", "../../../etc/passwd",
            "'; DROP TABLE noise; --", "\u202e\ufeff", "synced ", "NaN"];

    private readonly Random random;

    /// <summary>Good messages by their stream.</summary>
    private readonly (string Stream, byte[] Message)[] seeds;

    /// <param name="golden">Folder with a message of every stream, <c>STREAM.json</c> or the like.</param>
    /// <param name="seed">Of chance.</param>
    public Mutator(string golden, int seed)
    {
        random = new(seed);
        seeds = [.. Directory.EnumerateFiles(golden, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => (Streams.Sequenced.Append(Streams.Status).Where(s => Path.GetFileName(f).StartsWith(s, StringComparison.Ordinal)).MaxBy(s =>
                s.Length), File.ReadAllBytes(f)))
            .Where(s => s.Item1 is not null).Select(s => (s.Item1!, s.Item2))];
        if (Streams.Sequenced.Except(seeds.Select(s => s.Stream)).FirstOrDefault() is { } missing)
            throw new InvalidOperationException($"{golden} holds no message of stream {missing}");
    }

    /// <summary>The next message and the stream it is sent as.</summary>
    public (string Stream, byte[] Message) Next()
    {
        var (stream, message) = seeds[random.Next(seeds.Length)];
        message = Renumbered(message);
        if (random.Next(4) == 0)
            return (Streams.Packed, Packed(stream, message));
        for (var times = random.Next(4); times > 0; times--)
            message = Mutated(message);
        return (random.Next(20) switch
        {
            0 => seeds[random.Next(seeds.Length)].Stream,
            1 => "weather",
            2 => Streams.Packed,
            _ => stream,
        }, message);
    }

    /// <summary>Another record than the one before: many are to be kept.</summary>
    private byte[] Renumbered(byte[] message)
    {
        var boot = random.Next(20).ToString("x32", null);
        return Encoding.UTF8.GetBytes(Seq().Replace(Boot().Replace(Encoding.UTF8.GetString(message), $"\"boot\":\"{boot}\""), _ =>
            $"\"seq\":{random.Next(1, 20_000)}"));
    }

    private byte[] Packed(string stream, byte[] message)
    {
        var json = Encoding.UTF8.GetBytes($"{{\"{stream}\":[{{\"=\":{Encoding.UTF8.GetString(message)}}},0,[1,0,0,1,1000,1000,0]]}}");
        for (var times = random.Next(4); times > 0; times--)
            json = Mutated(json);
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(json.Length)];
        if (!BrotliEncoder.TryCompress(json, packed, out var length, quality: 1, window: 18))
            throw new InvalidOperationException($"{json.Length} bytes were not compressed");
        return random.Next(8) == 0 ? Flipped(packed[..length]) : packed[..length];
    }

    private byte[] Mutated(byte[] message) => message.Length == 0 ? message : random.Next(12) switch
    {
        0 or 1 => Flipped(message),
        2 => Cut(message),
        3 => message[..random.Next(message.Length)],
        4 => Repeated(message),
        5 or 6 => Swapped(message, Number(), () => Extremes[random.Next(Extremes.Length)]),
        7 or 8 => Swapped(message, Text(), () => $"\"{Texts[random.Next(Texts.Length)]}\""),
        9 => random.Next(200) == 0 ? Swapped(message, Text(), () => $"\"{new string('x', random.Next(300_000))}\"")
            : Swapped(message, Text(), () => new string('[', random.Next(200))),
        10 => [(byte)'[', .. Enumerable.Repeat((byte[])[.. message, (byte)','], random.Next(1, 6)).SelectMany(m => m), .. message, (byte)']'],
        _ => Noise(message),
    };

    private byte[] Flipped(byte[] message)
    {
        var flipped = (byte[])message.Clone();
        for (var bits = random.Next(1, 4); bits > 0; bits--)
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    private byte[] Cut(byte[] message)
    {
        var from = random.Next(message.Length);
        return [.. message[..from], .. message[Math.Min(message.Length, from + random.Next(1, 40))..]];
    }

    private byte[] Repeated(byte[] message)
    {
        var from = random.Next(message.Length);
        var part = message[from..Math.Min(message.Length, from + random.Next(1, 200))];
        return [.. message[..from], .. Enumerable.Repeat(part, random.Next(2, 20)).SelectMany(p => p), .. message[from..]];
    }

    /// <summary>Another value in place of one that the pattern finds; bytes that are no text any more stay what they are.</summary>
    private byte[] Swapped(byte[] message, Regex values, Func<string> other)
    {
        var text = Encoding.Latin1.GetString(message);
        var all = values.Matches(text);
        if (all.Count == 0)
            return message;
        var at = all[random.Next(all.Count)];
        return [.. message[..at.Index], .. Encoding.UTF8.GetBytes(other()), .. message[(at.Index + at.Length)..]];
    }

    private byte[] Noise(byte[] message)
    {
        var noise = (byte[])message.Clone();
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(eight, random.NextInt64());
        eight[..Math.Min(8, noise.Length)].CopyTo(noise.AsSpan(random.Next(Math.Max(1, noise.Length - 8))));
        return noise;
    }

    [GeneratedRegex("\"boot\":\\s*\"[0-9a-f]{32}\"")]
    private static partial Regex Boot();

    [GeneratedRegex("\"seq\":\\s*\\d+")]
    private static partial Regex Seq();

    [GeneratedRegex("-?\\d+(\\.\\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Text();
}
