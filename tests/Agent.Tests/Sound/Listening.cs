using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Sound;

/// <summary>A scene's sound as samples and as the meter reads it.</summary>
internal static class Listening
{
    public const int Rate = SoundLevelMeter.SampleRate;

    public static float[] Render(string scene, int seed, int seconds)
    {
        var pascal = new float[seconds * Rate];
        Scene.Load(scene, seed).Sound!.Render(0, pascal);
        return pascal;
    }

    public static IReadOnlyList<SecondLevels> Measure(ReadOnlySpan<float> pascal)
    {
        var meter = new SoundLevelMeter();
        var seconds = new List<SecondLevels>();
        for (; pascal.Length >= Rate; pascal = pascal[Rate..])
        {
            meter.Add(pascal[..Rate]);
            seconds.Add(meter.EndSecond());
        }
        return seconds;
    }

    /// <summary>The sound events in a run of sound, with their seconds counted from the start.</summary>
    public static IReadOnlyList<(double At, SoundRecord Record)> Events(ReadOnlySpan<float> pascal)
    {
        var events = new SoundEvents();
        var start = DateTimeOffset.UnixEpoch;
        return [.. Measure(pascal).SelectMany((s, i) => events.Add(start.AddSeconds(i + 1), s)).Select(r => ((r.T - start).TotalSeconds, r))];
    }
}
