using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Sound;

internal static class SoundFeature
{
    /// <summary>Listens, if the device has a microphone.</summary>
    /// <exception cref="AudioSourceException">The configured sound cannot be had.</exception>
    public static IServiceCollection AddSound(this IServiceCollection services, DeviceEntry device, Scene? scene, bool metered)
    {
        if (device.Sound is not { } sound)
            return services;
        // Made here, not on demand: a wrong file must stop the process at its start.
        var source = Source(device, sound, scene);
        return services.AddHostedService(s => ActivatorUtilities.CreateInstance<SoundLevelWorker>(s, source, metered));
    }

    private static IAudioSource Source(DeviceEntry device, SoundEntry sound, Scene? scene) => sound.Source switch
    {
        SourceKind.Scene when scene?.Sound is { } score => new SceneAudioSource(device.Scene?.Name ?? "scene", scene, score),
        SourceKind.Scene => throw new AudioSourceException(
            $"device '{device.Id}' is to hear the scene '{device.Scene?.Name}', which has no sound; it must name one that has"),
        _ when sound.Path is { } path => new WavFileSource(path, sound.SensitivityDbfs, sound.SelfNoiseDba),
        _ => throw new AudioSourceException($"device '{device.Id}' is to hear a file, but no path is given; it must name a WAV file"),
    };
}
