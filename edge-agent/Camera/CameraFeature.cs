using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Camera;

internal static class CameraFeature
{
    /// <summary>Looks, if the device has a camera.</summary>
    /// <exception cref="CameraSourceException">The configured picture cannot be had.</exception>
    public static IServiceCollection AddCamera(this IServiceCollection services, DeviceEntry device, Scene? scene)
    {
        if (device.Camera is not { } camera)
            return services;
        // Made here, not on demand: a wrong file must stop the process at its start.
        var source = Source(device, camera, scene);
        return services.AddSingleton(source).AddHostedService<CameraWorker>();
    }

    private static ICameraSource Source(DeviceEntry device, CameraEntry camera, Scene? scene) => camera.Source switch
    {
        SourceKind.Scene when scene?.Picture is { } seen => new SceneCameraSource(device.Scene?.Name ?? "scene", scene, seen),
        SourceKind.Scene => throw new CameraSourceException(
            $"device '{device.Id}' is to see the scene '{device.Scene?.Name}', which has no picture; it must name one that has"),
        _ when camera.Path is { } path => new VideoFileSource(path),
        _ => throw new CameraSourceException($"device '{device.Id}' is to see a file, but no path is given; it must name a video"),
    };
}
