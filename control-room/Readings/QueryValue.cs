using System.Globalization;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>Values of a query, and the answer to one that cannot be.</summary>
internal static class QueryValue
{
    public const string Instant = "a UTC instant such as 2026-11-23T23:00:00Z";

    public static bool TryInstant(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    public static IResult Wrong(string name, object? value, string expected) =>
        Results.Problem($"{name} is '{value}'; it must be {expected}.", statusCode: StatusCodes.Status400BadRequest);
}
