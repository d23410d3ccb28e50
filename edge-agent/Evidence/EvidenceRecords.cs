using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Evidence;

/// <summary>What was delivered as the record that travels.</summary>
internal static class EvidenceRecords
{
    private const int LongestWhy = 500;

    public static EvidenceRecord Of(Command command, DateTimeOffset first, TimeSpan span, long bytes, IEnumerable<string> digests) => new()
    {
        T = first,
        Id = command.Id,
        Kind = command.Kind == Command.Clip ? EvidenceRecord.Clip : EvidenceRecord.Still,
        Span = Math.Round(span.TotalSeconds, 3),
        Bytes = bytes,
        Sha256 = [.. digests],
        Why = command.Why.Length <= LongestWhy ? command.Why : command.Why[..LongestWhy],
    };
}
