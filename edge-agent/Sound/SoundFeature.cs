using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Sound;

internal static class SoundFeature
{
    /// <summary>Listens, if the device has a microphone.</summary>
    /// <exception cref="ConfigurationException">The configured sound cannot be had.</exception>
    public static IServiceCollection AddSound(this IServiceCollection services, AgentOptions options, Scene? scene)
    {
        if (options.Sound is not { } sound)
            return services;
        // Made here, not on demand: a wrong file must stop the process at its start.
        var source = Source(options, sound, scene);
        return services.AddHostedService(s => ActivatorUtilities.CreateInstance<SoundLevelWorker>(s, source, options.Metered));
    }

    private static IAudioSource Source(AgentOptions options, SoundOptions sound, Scene? scene)
    {
        if (sound.Source == SensorSource.Scene)
            return scene?.Sound is { } played ? new SceneAudioSource(options.Scene!.Name!, scene, played)
                : throw ConfigurationException.Of("scene.name", options.Scene?.Name, "a scene with sound, because sound.source is 'scene'");
        try
        {
            return new WavFileSource(sound.Path!, sound.SensitivityDbfs, sound.SelfNoiseDba);
        }
        catch (AudioSourceException e)
        {
            throw new ConfigurationException($"sound.path: {e.Message}", e);
        }
    }
}
