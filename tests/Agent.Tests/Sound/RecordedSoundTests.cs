using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Sound;

/// <summary>A voice, a guitar and a farmyard, each played over and over for a minute in a quiet street.</summary>
public class RecordedSoundTests
{
    [Theory]
    [InlineData("speech.wav")]
    [InlineData("guitar.wav")]
    [InlineData("hens.wav")]
    public void A_voice_a_guitar_and_hens_are_no_event_however_often_they_come(string file)
    {
        if (Tree.Data is not { } data)
        {
            Assert.Skip($"the recordings (audio/{file}) are not beside the project");
            return;
        }
        var found = Listening.Events(Play(Path.Combine(data, "audio", file), 60));
        Assert.Empty(found);
    }

    /// <summary>At 48 kHz by straight lines between the samples: good enough to frighten a detector.</summary>
    private static float[] Play(string path, int seconds)
    {
        using var file = WavFile.Open(path);
        var samples = new float[file.Frames];
        file.Read(samples);
        var random = new Random(1);
        var played = new float[seconds * Listening.Rate];
        for (var n = 0; n < played.Length; n++)
        {
            var at = (double)n * file.SampleRate / Listening.Rate % samples.Length;
            var (before, after) = (samples[(int)at], samples[((int)at + 1) % samples.Length]);
            // The street: 30 dB or so, white.
            played[n] = (float)(before + (after - before) * (at % 1) + 2e-3 * (random.NextDouble() - 0.5));
        }
        return played;
    }
}
