using System.Collections.Concurrent;
using System.Globalization;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>Past days on disk: one Parquet file a stream and UTC day, <c>noise/2026-11-23.parquet</c>, sorted by device and time.</summary>
/// <param name="folder">Of all of them.</param>
/// <param name="log">Logs what is out of order there.</param>
internal sealed class DayFiles(string folder, ILogger log)
{
    private const string Extension = ".parquet", Format = "yyyy-MM-dd", DamagedExtension = ".damaged";

    /// <summary>What is passed over, and of the day files among it until when.</summary>
    private readonly ConcurrentDictionary<string, bool> passedOver = [];

    public string Folder => folder;

    /// <summary>Names of the damaged files that have been set aside.</summary>
    public IReadOnlyList<string> Damaged => !Directory.Exists(folder) ? []
        : [.. Directory.EnumerateFiles(folder, "*" + DamagedExtension, SearchOption.AllDirectories).Select(f =>
            Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal)];

    /// <summary>Names of those that cannot be read now.</summary>
    public IReadOnlyList<string> Unreadable =>
        [.. passedOver.Where(p => p.Value).Select(p => Path.GetRelativePath(folder, p.Key)).Order(StringComparer.Ordinal)];

    public string Of(ReadingTable table, DateOnly day) => Path.Combine(FolderOf(table), day.ToString(Format, CultureInfo.InvariantCulture) + Extension);

    /// <summary>The days of a stream that have a file that is read, ascending.</summary>
    public IReadOnlyList<DateOnly> Days(ReadingTable table)
    {
        if (!Directory.Exists(FolderOf(table)))
            return [];
        var days = new List<DateOnly>();
        foreach (var file in Directory.EnumerateFiles(FolderOf(table), "*" + Extension).Where(f => !passedOver.ContainsKey(f)))
        {
            if (DateOnly.TryParseExact(Path.GetFileNameWithoutExtension(file), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                days.Add(day);
            else if (passedOver.TryAdd(file, false))
                ReadingsLog.Stray(log, file);
        }
        days.Sort();
        return days;
    }

    /// <summary>The files that may hold rows with from ≤ t &lt; to.</summary>
    public IEnumerable<string> Between(ReadingTable table, DateTimeOffset from, DateTimeOffset to) =>
        Days(table).Where(d => Start(d.AddDays(1)) > from && Start(d) < to).Select(d => Of(table, d));

    /// <summary>Takes a damaged file out of the way, or passes it over where that cannot be.</summary>
    public void SetAside(string file, string reason)
    {
        var aside = file + DamagedExtension;
        for (var n = 2; Path.Exists(aside); n++)
            aside = FormattableString.Invariant($"{file}.{n}{DamagedExtension}");
        try
        {
            // Another user's file is not damaged.
            File.OpenHandle(file).Dispose();
            File.Move(file, aside);
            ReadingsLog.DayDamaged(log, file, reason, aside);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (passedOver.TryAdd(file, true))
                ReadingsLog.DayUnreadable(log, file, e.Message);
        }
    }

    /// <summary>Has what could not be read tried again.</summary>
    public void LookAgain()
    {
        foreach (var (file, _) in passedOver.Where(p => p.Value))
            passedOver.TryRemove(file, out _);
    }

    /// <summary>All of them, the damaged and those on their way to their places too.</summary>
    public IReadOnlyList<FileStream> Open() =>
        [.. ReadingTable.All.Select(FolderOf).Where(Directory.Exists).SelectMany(Directory.EnumerateFiles)
            .Select(f => new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))];

    public static DateTimeOffset Start(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private string FolderOf(ReadingTable table) => Path.Combine(folder, table.Stream);
}
