using System.Globalization;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Overview;

/// <summary>How the page says things.</summary>
internal static class Wording
{
    /// <summary>How long something has lasted, to the precision that matters: 42 s, 14 min, 3 h 05 min, 2 d 4 h.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 1 } => "0 s",
        { TotalMinutes: < 1 } => $"{age.Seconds} s",
        { TotalHours: < 1 } => $"{age.Minutes} min",
        { TotalDays: < 1 } => $"{age.Hours} h {age.Minutes:00} min",
        _ => $"{age.Days} d {age.Hours} h",
    };

    public static string Priority(int priority) => priority switch
    {
        1 => "P1 urgent",
        2 => "P2 soon",
        _ => "P3 routine",
    };

    public static string State(AlertState state) => state switch
    {
        AlertState.Unacknowledged => "Waiting",
        AlertState.Acknowledged => "Acknowledged, goes on",
        AlertState.ReturnedUnacknowledged => "Over, not acknowledged",
        _ => "Closed",
    };

    /// <summary>The time of day at a place.</summary>
    public static string Clock(DateTimeOffset instant, string timeZone) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
