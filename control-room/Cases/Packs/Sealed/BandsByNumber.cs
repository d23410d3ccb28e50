using System.Buffers.Binary;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Sealed;

/// <summary>The bands of a night's seconds, found by the seconds' numbers: a row that was taken out of one file alone does not shift the other.</summary>
internal sealed class BandsByNumber
{
    private readonly byte[] file;
    private readonly Dictionary<uint, Queue<int>> places = [];

    public BandsByNumber(byte[] file)
    {
        this.file = file;
        for (var at = 0; at + SecondRow.BandsLength <= file.Length; at += SecondRow.BandsLength)
        {
            var number = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (!places.TryGetValue(number, out var of))
                places.Add(number, of = new(1));
            of.Enqueue(at);
            Left++;
        }
    }

    /// <summary>Those that no second asked for yet.</summary>
    public int Left { get; private set; }

    /// <summary>In words; null = it is made of whole seconds.</summary>
    public string? Fault => file.Length % SecondRow.BandsLength == 0 ? null
        : FormattableString.Invariant($"has {file.Length} bytes; it must have {SecondRow.BandsLength} a second");

    /// <summary>The second of a row with its bands; without where there are none.</summary>
    /// <exception cref="RecordException">The row does not read.</exception>
    public NoiseRecord Of(string row, IReadOnlyList<string> runs)
    {
        var second = SecondRow.Read(row, runs);
        if (!places.TryGetValue((uint)second.Seq, out var of) || !of.TryDequeue(out var at))
            return second;
        Left--;
        return second with { Bands = SecondRow.ReadBands(file.AsSpan(at, SecondRow.BandsLength)) };
    }
}
