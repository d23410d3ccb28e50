using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Sound.Capture;

namespace Solutions.Edge.Agent.Sound;

internal static class SoundFeature
{
    /// <summary>Listens, if the device has a microphone.</summary>
    /// <exception cref="ConfigurationException">The configured sound cannot be had.</exception>
    public static IServiceCollection AddSound(this IServiceCollection services, AgentOptions options, Scene? scene)
    {
        if (options.Sound is not { } sound)
            return services;
        if (sound.Source == SensorSource.Microphone)
            return services
                .AddSingleton(s => Microphone(sound, s))
                .AddSingleton(s => new SoundHealth(s.GetRequiredService<Microphone>(), s.GetRequiredService<ILogger<SoundHealth>>()))
                .AddSingleton<IAudioSource>(s => s.GetRequiredService<Microphone>())
                .AddHostedService(s => ActivatorUtilities.CreateInstance<SoundLevelWorker>(s, options.Metered));
        // Made here, not on demand: a wrong file must stop the process at its start.
        var source = Source(options, sound, scene);
        return services
            .AddSingleton(s => new SoundHealth(null, s.GetRequiredService<ILogger<SoundHealth>>()))
            .AddHostedService(s => ActivatorUtilities.CreateInstance<SoundLevelWorker>(s, source, options.Metered));
    }

    private static Microphone Microphone(SoundOptions sound, IServiceProvider services) =>
        new(sound, () => AlsaPcm.Open(sound), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<Microphone>>());

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
