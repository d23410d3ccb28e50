using System.Globalization;

namespace Solutions.Edge.Faults;

/// <summary>Results as a table in Markdown.</summary>
internal static class FaultTable
{
    public static string Of(IEnumerable<FaultResult> results) => string.Join('\n', results.Select(Row)
        .Prepend("|---|---|---|---|---|---|---|---|---|")
            .Prepend("| fault | times tried | records sent | lost | doubled | excused | alarms | late | never published |"));

    public static string Row(FaultResult result) => result.Skipped is { } reason ? $"| {result.Name} | not tried: {reason} | | | | | | | |"
        : string.Create(CultureInfo.InvariantCulture, $"| {result.Name} | {result.Rounds} | {result.Sent} | {result.Lost} | {result.Doubled} "
            + $"| {result.Excused} | {result.Alarms} | {result.Late} | {result.NeverPublished} |");
}
