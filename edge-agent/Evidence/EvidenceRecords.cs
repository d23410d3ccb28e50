using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Evidence;

/// <summary>What was delivered, or why nothing was, as the record that travels.</summary>
internal static class EvidenceRecords
{
    private const int LongestWhy = 500;

    public static EvidenceRecord Of(Command command, DateTimeOffset first, TimeSpan span, long bytes, IEnumerable<string> digests) => new()
    {
        T = first,
        Id = command.Id,
        Kind = command.Kind switch { Command.Clip => EvidenceRecord.Clip, Command.Sound => EvidenceRecord.Sound, _ => EvidenceRecord.Still },
        Span = Math.Round(span.TotalSeconds, 3),
        Bytes = bytes,
        Sha256 = [.. digests],
        Why = command.Why.Length <= LongestWhy ? command.Why : command.Why[..LongestWhy],
    };

    /// <summary>There is no picture or sound of what was asked for.</summary>
    /// <param name="command">What was asked for.</param>
    /// <param name="nearest">When the nearest picture was taken; null = there is none at all.</param>
    /// <param name="now">Stands for the instant where the command gives none.</param>
    public static EvidenceRecord None(Command command, DateTimeOffset? nearest, DateTimeOffset now) =>
        Of(command, command.At ?? now, TimeSpan.Zero, 0, []) with { Nearest = nearest };
}
