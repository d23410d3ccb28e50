namespace Solutions.Edge.Tests.Support;

/// <summary>Where things are in the tree and in the build these tests came from.</summary>
public static class Tree
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>The recordings beside the project; null where they are absent.</summary>
    public static string? Data { get; } = Path.Combine(Root, "..", "shared", "data") is var data && Directory.Exists(data) ? Path.GetFullPath(data) : null;

    /// <summary>The built program of <paramref name="project"/>, of the same configuration as the running test.</summary>
    public static string Program(string project, string name) =>
        Path.Combine(Root, project, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
            new DirectoryInfo(AppContext.BaseDirectory).Name, name + ".dll");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Solutions.Edge.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"no folder above {AppContext.BaseDirectory} holds Solutions.Edge.sln");
    }
}
