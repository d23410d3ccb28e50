using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Codes;

namespace Solutions.Edge.ControlRoom.Alerts.Shelves;

/// <summary>Body of <c>POST /api/v1/alerts/{id}/shelve</c>.</summary>
/// <param name="Minutes">For how long, up to what its site allows.</param>
/// <param name="Reason">Why.</param>
internal sealed record ShelveRequest(int? Minutes, string? Reason)
{
    /// <summary>No site may allow more.</summary>
    public const int MostMinutes = 1440;

    /// <summary>The field that is wrong, its value and what would be right; null = none.</summary>
    public (string Field, string? Value, string Expected)? FindFault() =>
        Minutes is not (>= 1 and <= MostMinutes) ? ("minutes", Minutes is { } given ? $"{given}" : null, $"1 to {MostMinutes}") : ReasonText.FindFault(Reason);
}

/// <summary>Body of <c>POST /api/v1/devices/{id}/out-of-service</c>.</summary>
/// <param name="Reason">Why.</param>
/// <param name="ReviewBy">When somebody is to look whether it is still to be; null = not said.</param>
/// <param name="Code">The one code of it that is meant; null = all.</param>
internal sealed record OutOfServiceRequest(string? Reason, DateTimeOffset? ReviewBy = null, string? Code = null)
{
    public (string Field, string? Value, string Expected)? FindFault(DateTimeOffset now) =>
        ReasonText.FindFault(Reason) ?? ReasonText.FindCodeFault(Code)
        ?? (ReviewBy is { } review && (review <= now || review > now.AddYears(1)) ? ("reviewBy", $"{review:O}", "a time within the next year") : null);
}

/// <summary>Body of <c>POST /api/v1/devices/{id}/in-service</c>.</summary>
/// <param name="Code">The one code of it that is meant; null = all.</param>
internal sealed record InServiceRequest(string? Code = null);

internal static class ReasonText
{
    public static (string Field, string? Value, string Expected)? FindFault(string? reason) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > AlertAct.LongestText ? ("reason", reason, $"1 to {AlertAct.LongestText} characters") : null;

    public static (string Field, string? Value, string Expected)? FindCodeFault(string? code) =>
        code is not null && AlertCodes.Find(code) is null ? ("code", code, "an alert code such as GATE-FORCED, or not given") : null;
}
