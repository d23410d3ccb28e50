using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Sound;

/// <summary>
/// The sound of a generated scene through a microphone without limits, in step with its picture and gate: both go by <see cref="Scene.Start"/>.
/// </summary>
internal sealed class SceneAudioSource(string name, Scene scene, SceneSound sound) : IAudioSource
{
    private long next;

    public string Name { get; } = $"scene '{name}'";

    public int SampleRate => SceneSound.SampleRate;

    public MeasuringRange Range => MeasuringRange.Unlimited;

    public void Begin(DateTimeOffset instant) =>
        next = Math.Max(0, (long)Math.Round((instant - scene.StartAt(instant)).TotalSeconds * SceneSound.SampleRate));

    public void Read(Span<float> pascal)
    {
        sound.Render(next, pascal);
        next += pascal.Length;
    }
}
