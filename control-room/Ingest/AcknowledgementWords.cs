using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Ingest;

/// <summary>A device's acknowledgements, in messages that the contract allows. Pure.</summary>
internal static class AcknowledgementWords
{
    /// <summary>Bytes of one message: packed, a little is added to each word, and <see cref="RecordJson.MaxBytes"/> holds for both.</summary>
    private const int MostBytes = RecordJson.MaxBytes / 2;

    /// <summary>Ranges of one word, at most 42 bytes each.</summary>
    private const int MostRanges = 5_000;

    /// <summary>One word of a stream.</summary>
    /// <param name="boot">The boot.</param>
    /// <param name="stream">Its stream.</param>
    /// <param name="kept">What is kept: one whose schema version was not known for a while is kept in two places.</param>
    /// <param name="refused">Numbers that do not read.</param>
    /// <returns>Null = there is nothing to acknowledge.</returns>
    public static Acknowledgement? Of(string boot, string stream, IReadOnlyList<Acknowledgement> kept, IReadOnlyList<long> refused)
    {
        var word = kept is [var one] ? one : SequenceRanges.Union(kept.SelectMany(p => (p.Also ?? []).Select(r => (r[0], r[1])).Append((1, p.Through))))
            .Acknowledgement(boot, stream);
        if (refused.Count > 0)
            return word with { Refused = [.. SequenceRanges.Union(refused.Select(seq => (seq, seq))).Ranges.Select(r => new[] { r.From, r.To })] };
        return kept.Count > 0 ? word : null;
    }

    /// <summary>The words in as many messages as they need.</summary>
    public static IEnumerable<Acknowledgement[]> Messages(IEnumerable<Acknowledgement> words)
    {
        var (message, bytes) = (new List<Acknowledgement>(), 0);
        foreach (var word in words.SelectMany(Parts))
        {
            var more = JsonSerializer.SerializeToUtf8Bytes(word, ContractsJson.Default.Acknowledgement).Length + 1;
            if (message.Count > 0 && (bytes + more > MostBytes || message.Count == RecordJson.MaxRecords))
            {
                yield return [.. message];
                message.Clear();
                bytes = 0;
            }
            message.Add(word);
            bytes += more;
        }
        if (message.Count > 0)
            yield return [.. message];
    }

    private static IEnumerable<Acknowledgement> Parts(Acknowledgement word) => word.Also is not { Length: > MostRanges } ? [word]
        : word.Also.Chunk(MostRanges).Select((ranges, n) => word with { Also = ranges, Refused = n == 0 ? word.Refused : null });
}
