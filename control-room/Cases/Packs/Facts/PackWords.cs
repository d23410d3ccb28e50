using System.Globalization;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Facts;

/// <summary>Words and forms that several parts of a pack share.</summary>
internal static class PackWords
{
    /// <summary>Kinds of entry that are taps of the resident.</summary>
    public static readonly string[] Taps = ["tap"];

    /// <summary>Of nights that nobody measured.</summary>
    public const string Seeded = "Made for a demonstration: nothing was measured.";

    /// <summary>UTC with milliseconds, as the wire has it.</summary>
    public static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>By the clock of the place, with its distance from UTC.</summary>
    public static string Local(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("ddd d MMM yyyy HH:mm:ss 'UTC'zzz", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Plural(int count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? "" : "s")}");

    /// <summary>No longer than so many words.</summary>
    public static string Short(string text, int words)
    {
        var all = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return all.Length <= words ? string.Join(' ', all) : string.Join(' ', all[..words]) + " …";
    }
}
