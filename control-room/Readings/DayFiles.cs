using System.Globalization;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>Past days on disk: one Parquet file a stream and UTC day, <c>noise/2026-11-23.parquet</c>, sorted by device and time.</summary>
internal sealed class DayFiles(string folder)
{
    private const string Extension = ".parquet", Format = "yyyy-MM-dd";

    public string Folder => folder;

    public string Of(ReadingTable table, DateOnly day) => Path.Combine(FolderOf(table), day.ToString(Format, CultureInfo.InvariantCulture) + Extension);

    /// <summary>The days of a stream that have a file, ascending.</summary>
    public IReadOnlyList<DateOnly> Days(ReadingTable table) => !Directory.Exists(FolderOf(table)) ? []
        : [.. Directory.EnumerateFiles(FolderOf(table), "*" + Extension).Select(f => DateOnly.ParseExact(Path.GetFileNameWithoutExtension(f), Format, CultureInfo.InvariantCulture)).Order()];

    /// <summary>The files that may hold rows with from ≤ t &lt; to.</summary>
    public IEnumerable<string> Between(ReadingTable table, DateTimeOffset from, DateTimeOffset to) =>
        Days(table).Where(d => Start(d.AddDays(1)) > from && Start(d) < to).Select(d => Of(table, d));

    public static DateTimeOffset Start(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private string FolderOf(ReadingTable table) => Path.Combine(folder, table.Stream);
}
