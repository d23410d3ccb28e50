namespace Solutions.Edge.Tests.Support;

/// <summary>A folder of the test's own, deleted with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("solutions-edge-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
