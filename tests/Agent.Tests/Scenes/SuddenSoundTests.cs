using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Scenes;

public class SuddenSoundTests
{
    private const double At = 1.5;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_breaking_glass_much_is_over_4_kHz(int seed) =>
        Assert.InRange(new Spectrum(Solo.Clip(ClipKind.Glass, seed, 1.6)).ShareOver(4000), 0.4, 0.85);

    [Theory]
    [InlineData(nameof(ClipKind.Bang))]
    [InlineData(nameof(ClipKind.DoorSlam))]
    [InlineData(nameof(ClipKind.Shout))]
    public void Of_what_is_no_glass_little_is(string kind) =>
        Assert.InRange(new Spectrum(Solo.Clip(Enum.Parse<ClipKind>(kind), 1, 1.0)).ShareOver(4000), 0, 0.12);

    [Theory]
    [InlineData(nameof(ClipKind.Glass), 1.6, 1)]
    [InlineData(nameof(ClipKind.Glass), 1.6, 2)]
    [InlineData(nameof(ClipKind.Bang), 1.5, 1)]
    [InlineData(nameof(ClipKind.Bang), 1.5, 2)]
    public void Glass_and_bangs_rise_over_a_street_by_20_dB_within_50_ms(string kind, double seconds, int seed)
    {
        var levels = Solo.TenMillisecondLevels(
            Solo.Play(new([new(LoopKind.Street, [(0, 56)])], [new(Enum.Parse<ClipKind>(kind), At, seconds, 85)]), seed, 4 * SceneSound.SampleRate));
        var onset = (int)(At * 100);
        Assert.InRange(levels[onset..(onset + 5)].Max() - levels[(onset - 20)..onset].Max(), 20, 50);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Shards_sound_again_when_they_hit_the_ground(int seed)
    {
        var levels = Solo.TenMillisecondLevels(Solo.Clip(ClipKind.Glass, seed, 1.6));
        Assert.True(levels[49..60].Max() - levels[30..47].Max() > 6);
        Assert.True(levels[..10].Max() - levels[140..].Max() > 20);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_bang_has_its_peak_at_once_and_echoes_after_it(int seed)
    {
        var bang = Solo.Clip(ClipKind.Bang, seed, 1.5);
        var peak = Array.IndexOf(bang, bang.Max());
        Assert.InRange(peak, 0, SceneSound.SampleRate / 1000);
        Assert.InRange(20 * Math.Log10(bang[peak] / Energy.ReferencePascal) - 80, 24, 34);
        // Friedlander's pressure falls under that of the air after its positive phase.
        Assert.True(bang[peak..(SceneSound.SampleRate / 100)].Min() < -0.1 * bang[peak]);
        var levels = Solo.TenMillisecondLevels(bang);
        Assert.InRange(levels[0] - levels[5..30].Max(), 3, 20);
        Assert.True(levels[0] - levels[100] > 30);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_doors_thud_is_low(int seed)
    {
        var spectrum = new Spectrum(Solo.Clip(ClipKind.DoorSlam, seed, 0.7));
        Assert.True(spectrum.LevelDb(FrequencyWeighting.C) - spectrum.LevelDb(FrequencyWeighting.A) > 8);
        Assert.InRange(spectrum.PeakHertz(20, 20_000), 50, 400);
    }
}
