using System.Globalization;
using System.Security.Cryptography;
using Solutions.Edge.Agent.Setup.Sheets;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>Sheets in a device's state folder, <c>walk-tests/ID.json</c>; beside each a mark of the same name once the control room has answered.</summary>
internal sealed class SheetFolder(string stateFolder) : ISheets
{
    /// <summary>Years of visits; beyond it the oldest that were answered go.</summary>
    private const int MostKept = 100;

    private readonly string folder = Path.Combine(stateFolder, "walk-tests");

    public string Kind => "walk test";

    public string Command => "walk-test";

    public string AddressOf(string device, string id) => DevicePaths.WalkTest(device, id);

    /// <summary>By the time at which it began, and beside it a random part: a device's clock may be set back.</summary>
    public static string NewId(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture) + "-" + RandomNumberGenerator.GetHexString(8, lowercase: true);

    /// <summary>Keeps a sheet.</summary>
    /// <returns>Where.</returns>
    /// <exception cref="IOException">The disk refused.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public string Keep(WalkTestSheet sheet)
    {
        Directory.CreateDirectory(folder);
        foreach (var old in Sheets().Where(path => File.Exists(Mark(path))).SkipLast(MostKept - 1).ToList())
        {
            File.Delete(old);
            File.Delete(Mark(old));
        }
        var kept = Path.Combine(folder, sheet.Id + ".json");
        WholeFile.Write(kept, sheet.Write());
        return kept;
    }

    public IReadOnlyList<WaitingSheet> Waiting() => !Directory.Exists(folder) ? [] : [.. Sheets().Where(path => !File.Exists(Mark(path)))
        .Select(path => new WaitingSheet(Path.GetFileNameWithoutExtension(path), () => File.ReadAllBytes(path)))];

    public void Answered(string id, string answer) => File.WriteAllText(Path.Combine(folder, id + ".answer"), answer + "\n");

    private IEnumerable<string> Sheets() => Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal);

    private static string Mark(string path) => Path.ChangeExtension(path, ".answer");
}
