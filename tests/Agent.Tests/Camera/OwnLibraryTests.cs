using System.Text.Json;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Camera;

/// <summary>The library that the agent carries on arm64, built for this machine and held against the one it has here.</summary>
public sealed class OwnLibraryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_library_of_arm64_sees_what_the_other_sees_and_says_what_films_need()
    {
        var program = Tree.Program("edge-agent", "solutions-agent");
        // Without the .deps.json it takes the library that stands beside it.
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(program)!).Where(f => !f.EndsWith(".deps.json", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        program = Path.Combine(folder.Path, Path.GetFileName(program));
        var built = await CommandRun.OfShellAsync($"'{Path.Combine(Tree.Root, "edge-agent", "Native", "build.sh")}' amd64 '{folder.Path}'");
        Assert.True(built.ExitCode == 0, built.Output + built.Error);

        var scene = Path.Combine(folder.Path, "scene");
        var made = await CommandRun.OfDotnetAsync(program, "scene", "road", "--from", "60", "--seconds", "12", "--output", scene);
        Assert.True(made.ExitCode == 0, made.Error);
        var film = Path.Combine(scene, "picture.avi");
        var (own, other) = (Frames(await CommandRun.OfDotnetAsync(program, "analyse", "video", film)),
            Frames(await CommandRun.OfAgentAsync("analyse", "video", film)));
        Assert.Equal(120, own.Count);
        Assert.Contains(own, f => f.Moves);
        Assert.Equal(other, own);

        File.Delete(Path.Combine(folder.Path, "libSolutionsFilm.so"));
        var without = await CommandRun.OfDotnetAsync(program, "analyse", "video", film);
        Assert.Equal(2, without.ExitCode);
        Assert.StartsWith($"{film} cannot be read: films need the libav of Debian 12, which comes with its package ffmpeg", without.Error,
            StringComparison.Ordinal);
    }

    /// <summary>Versions of OpenCV round differently: a region's edge may be a pixel off.</summary>
    private static List<(bool Moves, int Regions)> Frames(CommandRun run)
    {
        Assert.True(run.ExitCode == 0, run.Error);
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.TryGetProperty("frame", out _))
            .Select(line => (line.GetProperty("motion").GetBoolean(), line.GetProperty("regions").GetArrayLength()))];
    }
}
