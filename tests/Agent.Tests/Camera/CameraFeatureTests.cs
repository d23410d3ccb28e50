using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Scenes;

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
