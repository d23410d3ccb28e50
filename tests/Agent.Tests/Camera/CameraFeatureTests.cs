using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Camera;

public class CameraFeatureTests
{
    [Fact]
    public void A_device_without_a_camera_gets_nothing()
    {
        var services = new ServiceCollection();
        Assert.Empty(services.AddCamera(new() { Id = "d-1", Name = "Bedroom" }, null));
    }

    [Fact]
    public void A_scene_without_a_picture_is_refused_by_its_name()
    {
        var entry = new SceneEntry("home", 1);
        var device = new DeviceEntry { Id = "d-1", Name = "Bedroom", Scene = entry, Camera = new() { Source = SourceKind.Scene } };
        var e = Assert.Throws<CameraSourceException>(() => new ServiceCollection().AddCamera(device, Scene.Load(entry)));
        Assert.Contains("the scene 'home', which has no picture", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_given_is_asked_for()
    {
        var device = new DeviceEntry { Id = "d-1", Name = "Player", Camera = new() { Source = SourceKind.File } };
        var e = Assert.Throws<CameraSourceException>(() => new ServiceCollection().AddCamera(device, null));
        Assert.Contains("no path is given", e.Message, StringComparison.Ordinal);
    }
}
