using Microsoft.Extensions.DependencyInjection;
using OpenCvSharp;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Camera;

internal static class CameraFeature
{
    private const double UsualFramesPerSecond = 10;

    /// <summary>Looks, if the device has a camera.</summary>
    /// <exception cref="CameraSourceException">The configured picture cannot be had.</exception>
    public static IServiceCollection AddCamera(this IServiceCollection services, DeviceEntry device, Scene? scene)
    {
        if (device.Camera is not { } camera)
            return services;
        // Made here, not on demand: a wrong file must stop the process at its start. A live camera that is away does not: it may come.
        var film = camera.Source is SourceKind.Scene or SourceKind.File ? Film(device, camera, scene) : null;
        return services
            .AddSingleton<ICameraSource>(s => new MaskedCamera(
                film is not null ? new PlayedCamera(film, s.GetRequiredService<TimeProvider>())
                    : Live(camera, s.GetRequiredService<TimeProvider>()), new(camera.Masks)))
            .AddSingleton(_ => new SceneWatch(camera.Zones))
            .AddHostedService<CameraWorker>();
    }

    /// <summary>A camera that sends frames when it likes.</summary>
    /// <param name="camera">Of a kind that does.</param>
    /// <param name="time">The clock.</param>
    public static LiveCamera Live(CameraEntry camera, TimeProvider time)
    {
        var rate = camera.FramesPerSecond ?? UsualFramesPerSecond;
        Size? size = camera is { Width: { } width, Height: { } height } ? new(width, height) : null;
        return camera.Source switch
        {
            SourceKind.V4l2 when camera.Path is { } path => new(path, rate, () => new DeviceFeed(path, size, rate), time),
            SourceKind.Rtsp when camera.Address is { } address && new Uri(address) is var full && Shown(full) is var shown =>
                new(shown, rate, () => new CommandFeed(PipeCommand.Rtsp(full, shown), time), time),
            SourceKind.Command when camera is { Command: { Count: > 0 } words, Format: PipeFormat.Mjpeg } =>
                new($"command '{words[0]}'", rate, () => new CommandFeed(new(words, pipe => new MjpegFrames(pipe)), time), time),
            SourceKind.Command when camera.Command is { Count: > 0 } words && size is { } raw =>
                new($"command '{words[0]}'", rate, () => new CommandFeed(new(words, pipe => new Yuv420Frames(pipe, raw)), time), time),
            _ => throw new CameraSourceException(
                $"a camera of the kind {camera.Source} lacks a part; {camera.FindFault() ?? "it must be v4l2, rtsp or command"}"),
        };
    }

    private static IFilm Film(DeviceEntry device, CameraEntry camera, Scene? scene) => camera.Source switch
    {
        SourceKind.Scene when scene?.Picture is { } seen => new SceneCameraSource(device.Scene?.Name ?? "scene", scene, seen),
        SourceKind.Scene => throw new CameraSourceException(
            $"device '{device.Id}' is to see the scene '{device.Scene?.Name}', which has no picture; it must name one that has"),
        _ when camera.Path is { } path => new VideoFileSource(path),
        _ => throw new CameraSourceException($"device '{device.Id}' is to see a file, but no path is given; it must name a video"),
    };

    /// <summary>Without what may be a password: the user's part and the query.</summary>
    private static string Shown(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
