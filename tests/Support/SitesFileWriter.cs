using System.Text.Json;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Tests.Support;

public static class SitesFileWriter
{
    /// <summary>Writes a sites file into <paramref name="folder"/> and returns its path.</summary>
    public static string Write(string folder, params SiteEntry[] sites)
    {
        var path = Path.Combine(folder, "sites.json");
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(new SitesFile { Sites = sites }, SitesJson.Default.SitesFile));
        return path;
    }
}
