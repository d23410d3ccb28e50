using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Solutions.Edge.ControlRoom.Http;

/// <summary>From ≤ t &lt; To.</summary>
internal readonly record struct TimeRange(DateTimeOffset From, DateTimeOffset To);

/// <summary>Values of a query, and the answer to one that cannot be.</summary>
internal static class QueryValue
{
    public const string Instant = "a UTC instant from 1970 to 2200 such as 2026-11-23T23:00:00Z";

    /// <summary>A record's time is of 1970 to 2199.</summary>
    public static readonly DateTimeOffset First = DateTimeOffset.UnixEpoch, End = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Longest part of a wrong value that is shown in the answer.</summary>
    private const int MostShown = 100;

    /// <summary>A day, a minute or a second, with a zone or in UTC. Nothing that leans on today's date.</summary>
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    public static bool TryInstant(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant)
        && instant >= First && instant <= End;

    public static bool TryCount(string text, int most, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count >= 1 && count <= most;

    /// <summary>What is wrong with from and to; null = nothing, and <paramref name="range"/> holds them.</summary>
    /// <param name="from">As given.</param>
    /// <param name="to">As given.</param>
    /// <param name="range">The two.</param>
    /// <param name="areOptional">True: what is not given is the beginning, or the end.</param>
    public static ProblemHttpResult? FindFault(string? from, string? to, out TimeRange range, bool areOptional = false)
    {
        range = default;
        var (start, end) = (First, End);
        if (!(areOptional && from is null) && !TryInstant(from, out start))
            return Wrong("from", from, Instant);
        if (!(areOptional && to is null) && !TryInstant(to, out end))
            return Wrong("to", to, Instant);
        range = new(start, end);
        return start < end ? null : Wrong(to is null ? "from" : "to", to ?? from, to is null ? "before 2200" : $"after from, which is '{from}'");
    }

    public static ProblemHttpResult Wrong(string name, object? value, string expected)
    {
        var shown = value is string { Length: > MostShown } text ? $"'{text[..MostShown]}…' of {text.Length} characters" : $"'{value}'";
        return TypedResults.Problem($"{name} is {shown}; it must be {expected}.", statusCode: StatusCodes.Status400BadRequest);
    }
}
