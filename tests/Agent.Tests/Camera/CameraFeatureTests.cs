using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Camera;

public class CameraFeatureTests
{
    [Fact]
    public void A_device_without_a_camera_gets_nothing()
    {
        var services = new ServiceCollection();
        Assert.Empty(services.AddCamera(new() { Device = "d-1" }, null));
    }

    [Fact]
    public void A_scene_without_a_picture_is_refused_by_its_name() => Refused("home", SensorSource.Scene, null,
        "scene.name is 'home'; it must be a scene with a picture, because camera.source is 'scene'");

    [Fact]
    public void A_film_that_is_not_there_is_named_with_its_key() => Refused(null, SensorSource.File, "/nowhere/film.avi",
        "camera.path: /nowhere/film.avi does not exist; it must be a video");

    [Fact]
    public async Task A_program_without_the_library_of_pictures_says_so_where_a_camera_is_given()
    {
        using var folder = new TemporaryFolder();
        var program = Tree.Program("edge-agent", "solutions-agent");
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(program)!).Where(f => !f.EndsWith(".deps.json", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        program = Path.Combine(folder.Path, Path.GetFileName(program));
        var device = Path.Combine(folder.Path, "agent.json");
        await File.WriteAllTextAsync(device, """{ "device": "d-1", "camera": { "source": "v4l2", "path": "/dev/video0" } }""",
            TestContext.Current.CancellationToken);

        var run = await CommandRun.OfDotnetAsync(program, "run", "--config", device, "--state", folder.Path, "--journal", folder.Path);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("camera is given, but this program has no camera, for its OpenCV library is missing or lacks what it needs", run.Error,
            StringComparison.Ordinal);
        var analysed = await CommandRun.OfDotnetAsync(program, "analyse", "video", "/nowhere/film.avi");
        Assert.Equal(2, analysed.ExitCode);
        Assert.StartsWith("this program has no camera, for its OpenCV library is missing", analysed.Error, StringComparison.Ordinal);
    }

    private static void Refused(string? scene, SensorSource source, string? path, string says)
    {
        var options = new AgentOptions
        {
            Device = "d-1",
            Scene = scene is null ? null : new() { Name = scene },
            Camera = new() { Source = source, Path = path },
        };
        var e = Assert.Throws<ConfigurationException>(() => new ServiceCollection().AddCamera(options, scene is null ? null : Scene.Load(scene, 1)));
        Assert.Equal(says, e.Message);
    }
}
