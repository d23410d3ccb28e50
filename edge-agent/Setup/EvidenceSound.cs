using System.Globalization;
using System.Security.Cryptography;
using NAudio.Wave;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup;

/// <summary>
/// The measured channel of a recording as an exhibit: Broadcast WAV (EBU Tech 3285) of 24 bits that states the instant of its first sample, its
/// calibration and its source, with a cue point for every event. It bears its name only once it is complete, and replaces no file.
/// </summary>
internal sealed class EvidenceSound : IDisposable
{
    private const string Originator = "Solutions Edge";
    private const int ReferenceLength = 32, NameLength = 100;

    /// <summary>More than the rounding of a start and a length.</summary>
    private static readonly TimeSpan SameStart = TimeSpan.FromMilliseconds(50);

    private readonly string path, partial;
    private readonly double pascalPerFullScale;
    private readonly FileStream stream;
    private readonly WaveFileWriter file;

    private readonly List<SoundRecord> events = [];

    private byte[] encoded = [];
    private long written, held;

    /// <param name="path">Where.</param>
    /// <param name="source">The recording that is copied.</param>
    /// <param name="sampleRate">Of what is measured, in Hz.</param>
    /// <param name="channel">Which channel of the source, from 1.</param>
    /// <param name="starts">When its first sample was taken.</param>
    /// <param name="sensitivityDbfs">dBFS of a 94 dB, 1 kHz tone; 0 dBFS is a full-scale sine.</param>
    /// <param name="remarks">Sentences on how the source is read.</param>
    /// <exception cref="SetupException">There is such a file already, or none can be written.</exception>
    public EvidenceSound(string path, string source, int sampleRate, int channel, DateTimeOffset starts, double sensitivityDbfs, IReadOnlyList<string> remarks)
    {
        (this.path, Starts, partial) = (path, starts.ToUniversalTime(), path + ".part");
        pascalPerFullScale = Sensitivity.PascalPerFullScale(sensitivityDbfs);
        if (Path.Exists(path))
            throw new SetupException($"--evidence is {path}, which exists; it must be a new file: an exhibit is not replaced");
        try
        {
            var digest = Digest(source);
            stream = new FileStream(partial, FileMode.Create, FileAccess.ReadWrite);
            file = new WaveFileWriter(stream, new WaveFormat(sampleRate, 8 * WavEncoding.Pcm24.SampleBytes(), 1), new() { EnableRf64 = true });
            var name = Ascii(Path.GetFileName(source));
            file.WriteBroadcastExtension(new()
            {
                Version = 1,
                Description = $"Channel {channel} of {name[..Math.Min(name.Length, NameLength)]}, SHA-256 {digest}; times in UTC",
                Originator = Originator,
                OriginatorReference = digest[..ReferenceLength],
                OriginationDate = Starts.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                OriginationTime = Starts.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
                TimeReference = (long)Math.Round(Starts.TimeOfDay.TotalSeconds * sampleRate),
                CodingHistory = string.Concat(((string[])
                [
                    string.Create(CultureInfo.InvariantCulture,
                        $"A=PCM,F={sampleRate},W=24,M=mono,T=94 dB at 1 kHz reads {sensitivityDbfs} dBFS, where 0 dBFS is a full-scale sine"),
                    .. remarks.Select(r => $"T={Ascii(r)}"),
                ]).Select(line => line + "\r\n")),
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            stream?.Dispose();
            throw Unwritable(e);
        }
    }

    /// <summary>When the first sample was taken, in UTC.</summary>
    public DateTimeOffset Starts { get; }

    /// <param name="pascal">The samples that follow, as they were measured.</param>
    /// <exception cref="SetupException">They cannot be written.</exception>
    public void Write(ReadOnlySpan<float> pascal)
    {
        var sampleBytes = WavEncoding.Pcm24.SampleBytes();
        var bytes = pascal.Length * sampleBytes;
        if (encoded.Length < bytes)
            encoded = new byte[bytes];
        for (var n = 0; n < pascal.Length; n++)
        {
            var sample = pascal[n] / pascalPerFullScale;
            if (!(Math.Abs(sample) <= 1))
            {
                held++;
                sample = double.IsNaN(sample) ? 0 : Math.Sign(sample);
            }
            WavEncoding.Pcm24.Write(encoded.AsSpan(n * sampleBytes), sample);
        }
        Try(() => file.Write(encoded, 0, bytes));
        written += pascal.Length;
    }

    /// <summary>Notes the events that get a cue point. One that goes on is reported again, by its length so far: the last report counts.</summary>
    public void Mark(IEnumerable<SoundRecord> found)
    {
        foreach (var sound in found)
        {
            events.RemoveAll(e => e.Kind == sound.Kind && e.Ongoing == true && (Start(e) - Start(sound)).Duration() < SameStart);
            events.Add(sound);
        }
    }

    /// <summary>Adds the cue points and gives the file its name.</summary>
    /// <returns>The file, its SHA-256 in lower-case hexadecimal digits, how many cue points it has, and what differs in it from its source.</returns>
    /// <exception cref="SetupException">It cannot be written, or another has taken its name.</exception>
    public ExhibitSummary Complete() => Try(() =>
    {
        // Cue points count samples by 32 bits: 12 hours at 48 kHz.
        var counted = events.Where(e => Start(e) - Starts < TimeSpan.FromSeconds(int.MaxValue / file.WaveFormat.SampleRate)).OrderBy(Start).ToList();
        foreach (var sound in counted)
        {
            var at = Math.Max(0, Samples(Start(sound) - Starts));
            // One that was not reported to be over lasted to the end.
            var length = sound.Ongoing == true ? written - at : Samples(TimeSpan.FromSeconds(sound.Duration));
            file.AddCue(at, string.Create(CultureInfo.InvariantCulture, $"{sound.Kind}, {sound.Level:0.0} dB"), (int)Math.Min(length, int.MaxValue));
        }
        file.Dispose();
        stream.Flush(flushToDisk: true);
        stream.Dispose();
        File.Move(partial, path);
        var remarks = new List<string>();
        if (held > 0)
            remarks.Add($"{held} samples over full scale are held at it: the evidence has 24 bits");
        if (counted.Count < events.Count)
            remarks.Add($"{events.Count - counted.Count} events have no cue point, which counts samples by 32 bits");
        return new ExhibitSummary(path, Digest(path), counted.Count, remarks);
    });

    /// <summary>A file that was not completed is deleted.</summary>
    public void Dispose()
    {
        stream.Dispose();
        File.Delete(partial);
    }

    /// <summary>The instant of a tone or an alarm is its end so far.</summary>
    private static DateTimeOffset Start(SoundRecord sound) => sound.Ongoing is null ? sound.T : sound.T.AddSeconds(-sound.Duration);

    private int Samples(TimeSpan time) => (int)Math.Round(time.TotalSeconds * file.WaveFormat.SampleRate);

    private static string Digest(string path)
    {
        using var source = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(source));
    }

    private static string Ascii(string text) => string.Concat(text.Select(c => char.IsAscii(c) && !char.IsControl(c) ? c : '?'));

    private void Try(Action act) => Try(() =>
    {
        act();
        return true;
    });

    private T Try<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }
    }

    private SetupException Unwritable(Exception e) => new($"--evidence {path} cannot be written: {e.Message}", e);
}

/// <summary>An exhibit that was written.</summary>
/// <param name="File">Where.</param>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal digits.</param>
/// <param name="CuePoints">One an event.</param>
/// <param name="Remarks">Sentences on what differs from its source or is missing.</param>
internal sealed record ExhibitSummary(string File, string Sha256, int CuePoints, IReadOnlyList<string> Remarks);
