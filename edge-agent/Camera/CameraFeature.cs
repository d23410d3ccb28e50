using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using OpenCvSharp;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Camera;

internal static class CameraFeature
{
    /// <summary>What brings the library of pictures.</summary>
    public const string LibraryCure = "install the package solutions-agent of this machine's architecture; an agent built from source needs libgtk-3-0";

    /// <summary>Looks, if the device has a camera.</summary>
    /// <exception cref="ConfigurationException">The configured picture cannot be had.</exception>
    public static IServiceCollection AddCamera(this IServiceCollection services, AgentOptions options, Scene? scene)
    {
        if (options.Camera is not { } camera)
            return services;
        // Made here, not on demand: a wrong file must stop the process at its start. A live camera that is away does not: it may come.
        var film = camera.Source is SensorSource.Scene or SensorSource.File ? Film(options, camera, scene) : null;
        return services
            .AddSingleton<ICameraSource>(s => film is not null ? new PlayedCamera(film, s.GetRequiredService<TimeProvider>())
                : Live(camera, s.GetRequiredService<TimeProvider>()))
            .AddSingleton<CameraWorker>().AddHostedService(s => s.GetRequiredService<CameraWorker>());
    }

    /// <summary>Why no picture can be looked at by this program; null = it can.</summary>
    public static string? FindLackOfLibrary()
    {
        try
        {
            NativeLibrary.Load("OpenCvSharpExtern", typeof(Cv2).Assembly, null);
            return null;
        }
        catch (DllNotFoundException)
        {
            return "this program has no camera, for its OpenCV library is missing or lacks what it needs; the package solutions-agent brings both";
        }
    }

    /// <summary>A camera that sends frames when it likes.</summary>
    /// <param name="camera">Of a kind that does.</param>
    /// <param name="time">The clock.</param>
    public static LiveCamera Live(CameraOptions camera, TimeProvider time)
    {
        var rate = camera.FramesPerSecond;
        Size? size = camera is { Width: { } width, Height: { } height } ? new(width, height) : null;
        return camera.Source switch
        {
            SensorSource.V4l2 when camera.Path is { } path => new(path, rate, () => new DeviceFeed(path, size, rate), time),
            SensorSource.Rtsp when camera.Address is { } address && new Uri(address) is var full && Shown(full) is var shown =>
                new(shown, rate, () => new CommandFeed(PipeCommand.Rtsp(full, shown), time), time),
            SensorSource.Command when camera is { Command: { Count: > 0 } words, Format: PipeFormat.Mjpeg } =>
                new($"command '{words[0]}'", rate, () => new CommandFeed(new(words, pipe => new MjpegFrames(pipe)), time), time),
            SensorSource.Command when camera.Command is { Count: > 0 } words && size is { } raw =>
                new($"command '{words[0]}'", rate, () => new CommandFeed(new(words, pipe => new Yuv420Frames(pipe, raw)), time), time),
            _ => throw new ArgumentException($"a camera whose source is {camera.Source} is not live, or lacks a part", nameof(camera)),
        };
    }

    private static IFilm Film(AgentOptions options, CameraOptions camera, Scene? scene)
    {
        if (camera.Source == SensorSource.Scene)
            return scene?.Picture is { } seen ? new SceneCameraSource(options.Scene!.Name!, scene, seen)
                : throw ConfigurationException.Of("scene.name", options.Scene?.Name, "a scene with a picture, because camera.source is 'scene'");
        try
        {
            return new VideoFileSource(camera.Path!);
        }
        catch (CameraSourceException e)
        {
            throw new ConfigurationException($"camera.path: {e.Message}", e);
        }
    }

    /// <summary>Without what may be a password: the user's part and the query.</summary>
    private static string Shown(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
