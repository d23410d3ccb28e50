using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate.Lines;
using Solutions.Edge.Agent.Setup.Doctor;

namespace Solutions.Edge.Agent.Tests.Setup.Doctor;

/// <summary>What is found of a device's sensors, by what they gave.</summary>
public class SensorJudgementTests
{
    [Theory]
    [InlineData("ok", 0, "Green", "hw:0: LAeq 51.2 dB, LCpeak 80.0 dB")]
    [InlineData("ok", 480, "Amber", "hw:0: 480 samples were lost while it was listened to")]
    [InlineData("silent", 0, "Red", "hw:0: it is silent: less than a microphone's own noise comes")]
    [InlineData("stuck", 0, "Red", "hw:0: it is stuck: every sample has the same value")]
    [InlineData("clipping", 0, "Amber", "hw:0: it clips: a sixth or more of the last seconds reached the end of its scale")]
    [InlineData("humming", 0, "Amber", "hw:0: it hums at the mains' 50 Hz: keep its cable from mains cables, ground the enclosure, try another power supply")]
    public void A_microphone_is_as_its_seconds_show(string state, long lost, string colour, string words) =>
        Is(colour, words, SensorJudgement.Judge(new Listened("hw:0", state, 51.2, 80, lost)));

    [Theory]
    [InlineData(110, 45, 0.31, 2, 0.12, "Green", "/dev/video0: 640 x 360, mean grey 110 of 255, contrast 45, sharpness 0.31, 2 masks, 12 % black")]
    [InlineData(110, 45, 0.31, null, 0, "Green",
        "/dev/video0: 640 x 360, mean grey 110 of 255, contrast 45, sharpness 0.31, nothing known of the place yet: pictures are a mosaic")]
    [InlineData(110, 45, 0.004, 0, 0, "Amber", "/dev/video0: 640 x 360, soft (sharpness 0.004, 0.05 or more of a picture in focus)")]
    [InlineData(110, 45, 0.31, 3, 0.95, "Amber", "/dev/video0: 640 x 360, 3 masks blacken 95 % of the picture")]
    [InlineData(9, 6, 0.31, 0, 0, "Amber", "/dev/video0: 640 x 360, dark (mean grey 9 of 255)")]
    [InlineData(110, 1, 0.31, 0, 0, "Amber", "/dev/video0: 640 x 360, all of one grey")]
    public void A_cameras_picture_has_light_is_sharp_and_not_all_masked(
        double luminance, double contrast, double sharpness, int? masks, double masked, string colour, string words) =>
        Is(colour, words, SensorJudgement.Judge(new Seen("/dev/video0", 640, 360, luminance, contrast, sharpness, masks, masked)));

    [Fact]
    public void Masks_are_a_part_of_the_picture() =>
        Assert.Equal(0.25, CameraLook.Masked(new(640, 360), [[[0, 0], [0.5, 0], [0.5, 0.5], [0, 0.5]]]), 0.01);

    [Theory]
    [InlineData(400, 1.02, 0.03, "Green", "S: a LIS3DH, 1.02 g at rest, noise 0.03 g")]
    [InlineData(0, 0, 0, "Red", "S measures nothing")]
    [InlineData(400, 1.02, 0.4, "Amber", "S: 0.40 g of noise, 0.15 g or less of a gate at rest")]
    [InlineData(400, 1.9, 0.03, "Amber", "S: 1.90 g at rest, and gravity is 1 g")]
    public void A_shock_sensor_at_rest_shows_gravity_and_little_noise(int samples, double mean, double noise, string colour, string words) =>
        Is(colour, words, SensorJudgement.Judge(new Rested("S", samples, mean, noise)));

    [Theory]
    [InlineData("V4l2", true, "Amber")]
    [InlineData("V4l2", false, "Red")]
    [InlineData("Rtsp", true, "Red")]
    public void A_camera_that_the_running_agent_has_is_no_fault_but_a_network_camera_has_many_readers(string source, bool agentRuns, string colour) =>
        Is(colour, null, SensorJudgement.NoPicture(new("/dev/video0 cannot be opened; it must be free"), Enum.Parse<SensorSource>(source), agentRuns));

    [Theory]
    [InlineData("contact", true, "Green", "closed, line 17 reads low")]
    [InlineData("contact", false, "Amber", "open, line 17 reads high")]
    [InlineData("bolt", false, "Green", "withdrawn, line 17 reads high")]
    [InlineData("enclosure", false, "Amber", "the lid is off, line 17 reads high")]
    [InlineData("button", true, "Amber", "pressed, line 17 reads low")]
    [InlineData("unlock", false, "Green", "no valid unlock now, line 17 reads high")]
    [InlineData("rain", true, "Green", "line 17 reads low; pulses are not counted here")]
    public void A_line_shows_its_level_and_a_gate_that_reads_open_is_asked_about(string line, bool active, string colour, string words) =>
        Is(colour, words, SensorJudgement.Judge(line, new() { Line = 17 }, active));

    [Fact]
    public void Every_line_of_a_gate_is_read()
    {
        var fitted = new GateLinesOptions { Contact = new() { Line = 17 }, Bolt = new() { Line = 27 }, Wind = new() { Line = 5, PerPulse = 0.667 } };
        var found = GateLook.Look(fitted, () => new Lines(["contact", "bolt"]), agentRuns: false);
        Assert.Equal(["closed, line 17 reads low", "thrown, line 27 reads low", "line 5 reads high; pulses are not counted here"], found.Select(f => f.Words));
        Assert.Equal(["gate contact", "gate bolt", "gate wind"], found.Select(f => f.Part));
    }

    [Theory]
    [InlineData(true, true, "Amber", "in use by the running agent; the heartbeat's faults say how it is")]
    [InlineData(true, false, "Red", "line 17 cannot be had")]
    [InlineData(false, true, "Red", "line 17 cannot be had")]
    public void Lines_that_the_running_agent_holds_are_no_fault(bool isHeld, bool agentRuns, string colour, string words) =>
        Is(colour, words, GateLook.Look(new() { Contact = new() { Line = 17 } },
            () => throw new GateLinesException("line 17 cannot be had; another program may hold it") { IsHeld = isHeld }, agentRuns)[0]);

    [Theory]
    [InlineData("Scene", null, "NotFitted", "played from a scene, not a sensor")]
    [InlineData("File", null, "NotFitted", "played from x.wav, not a sensor")]
    [InlineData("File", "sound.path: x.wav is no WAV file; it must be one", "Red", "sound.path: x.wav is no WAV file")]
    public void What_is_played_is_no_sensor(string source, string? fault, string colour, string words) =>
        Is(colour, words, SensorJudgement.Played("microphone", Enum.Parse<SensorSource>(source), "x.wav", fault));

    private static void Is(string colour, string? words, Finding found)
    {
        Assert.Equal((colour, words ?? found.Words), (found.Colour.ToString(), found.Words));
        if (found.Colour is Colour.Amber or Colour.Red)
            Assert.NotNull(found.Cure);
    }

    private sealed class Lines(string[] active) : IGateLines
    {
        public bool IsActive(string line) => active.Contains(line);

        public void Dispose()
        {
        }
    }
}
