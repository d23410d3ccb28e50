using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Setup;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Setup;

/// <summary>The real process, as an engineer runs it.</summary>
public sealed class CalibrateTests : IDisposable
{
    private const string Device = "d-51f0aa", Scenic = "d-e83b17", Deaf = "d-a47e3c";
    private const int PhoneWidth = 40;

    private readonly TemporaryFolder folder = new();

    public CalibrateTests()
    {
        AgentFileWriter.Write(folder.Path, Device, FormattableString.Invariant($$"""
            "sound": {"source": "file", "path": "{{Path.Combine(folder.Path, "recording.wav")}}", "sensitivityDbfs": {{Recording.SensitivityDbfs}}}
            """));
        AgentFileWriter.Write(folder.Path, Scenic, AgentFileWriter.OfScene("home", 1, "sound"));
        AgentFileWriter.Write(folder.Path, Deaf);
    }

    private string Ledger => Path.Combine(folder.Path, Device, "calibration.ndjson");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_calibrators_tone_sets_the_sensitivity_that_the_agent_uses_from_its_next_start()
    {
        var run = await CalibrateAsync(Recording.Tone(13, 93.3), "--when", "before", "--calibrator", "CAL-4711");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("It read 93.30 dB for 94 dB: -0.70 dB.", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, PhoneWidth));

        var entry = Assert.Single(CalibrationLedger.Load(Path.GetDirectoryName(Ledger)!, Device).Entries);
        Assert.Equal((-26.7, "CAL-4711", Device), (Math.Round(entry.SensitivityDbfs, 2), entry.Calibrator, entry.Microphone));

        await using var agent = Start();
        await Eventually.IsTrueAsync("word of the sensitivity", () => Task.FromResult(agent.Output.Contains("at -26.70 dBFS", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_second_calibration_starts_from_the_first_and_says_what_the_data_between_are_worth()
    {
        await CalibrateAsync(Recording.Tone(12, 93.3), "--when", "before");
        var run = await CalibrateAsync(Recording.Tone(12, 93.9), "--when", "after");
        Assert.Contains("Sensitivity so far: -26.70 dBFS.", run.Output, StringComparison.Ordinal);
        // The recording reads 0.6 dB higher than the first did.
        Assert.Contains("It read 94.60 dB for 94 dB: +0.60 dB.", run.Output, StringComparison.Ordinal);
        Assert.Contains("UTC: +0.60\ndB.\ncalibration-doubt: over 0.5 dB.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_114_dB_the_same_holds()
    {
        var run = await CalibrateAsync(Recording.Tone(12, 114.5), "--level", "114");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("-25.50 dBFS.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_accepted_waits_for_the_control_room_with_what_was_stated_of_it()
    {
        var run = await CalibrateAsync(Recording.Tone(13, 93.3), "--calibrator", "CAL-4711", "--calibrator-class", "1", "--certificate", "lab 12/345",
            "--role", "engineer");
        var waits = Assert.Single(new CalibrationSheets(Path.GetDirectoryName(Ledger)!, Device).Waiting());
        Assert.Contains($"calibration {waits.Id}:", run.Output, StringComparison.Ordinal);
        var sheet = CalibrationSheet.Read(waits.Read());
        Assert.Equal((1, "lab 12/345", "engineer", CalibrationTime.Between, -0.7),
            (sheet.CalibratorClass, sheet.Certificate, sheet.Role, sheet.Time, Math.Round(sheet.OffDb, 1)));
    }

    [Fact]
    public async Task A_street_with_a_pure_tone_in_it_changes_nothing()
    {
        var street = new float[20 * Recording.Rate];
        Scene.Load("town", 1).Sound!.Render(40 * Recording.Rate, street);
        await RefusesAsync(Mix(street, Recording.Tone(20, 70)), "nothing within 10 dB of 94 dB was heard");
    }

    [Fact]
    public async Task A_level_that_wobbles_changes_nothing() => await RefusesAsync(
        [.. Recording.Tone(13).Select((p, n) => (float)(p * Math.Pow(10, 0.1 / 20 * Math.Sin(2 * Math.PI * 0.5 * n / Recording.Rate))))],
        "its level moves by 0.");

    [Fact]
    public async Task A_tone_with_music_over_it_changes_nothing()
    {
        var music = new float[13 * Recording.Rate];
        Scene.Load("home", 1).Sound!.Render(90 * Recording.Rate, music);
        var gain = Energy.ReferencePascal * Math.Pow(10, 90 / 20.0) / Math.Sqrt(music.Average(p => (double)p * p));
        await RefusesAsync(Mix(Recording.Tone(13), [.. music.Select(p => (float)(gain * p))]), "% of the sound is in the 1 kHz band");
    }

    [Fact]
    public async Task A_tone_of_900_hertz_changes_nothing() => await RefusesAsync(Recording.Tone(13, hertz: 900), "the tone is at 900.0 Hz");

    [Fact]
    public async Task A_short_tone_changes_nothing_however_often_its_file_could_be_played() =>
        await RefusesAsync(Recording.Tone(6), "the settled tone lasted 4 s");

    [Fact]
    public async Task A_refused_check_leaves_the_last_accepted_one_in_force()
    {
        await CalibrateAsync(Recording.Tone(12, 93.3));
        var before = File.ReadAllBytes(Ledger);
        Assert.Equal(1, (await CalibrateAsync(Recording.Tone(12, hertz: 900))).ExitCode);
        Assert.Equal(before, File.ReadAllBytes(Ledger));
    }

    [Fact]
    public async Task A_damaged_line_is_logged_and_the_agent_starts_by_the_newest_that_can_be_read()
    {
        await CalibrateAsync(Recording.Tone(12, 93.3));
        File.AppendAllText(Ledger, "{\"v\":1,\"t\":\"2026-11-24T0");
        await using (var agent = Start())
        {
            await Eventually.IsTrueAsync("word of the sensitivity", () => Task.FromResult(agent.Output.Contains("at -26.70 dBFS", StringComparison.Ordinal)));
            Assert.Contains($"{Ledger}: line 2 is no check and is passed over, the newest that can be read holds", agent.Output, StringComparison.Ordinal);
        }
        Assert.Equal(0, (await CalibrateAsync(Recording.Tone(12, 94.3))).ExitCode);
        await using var again = Start();
        await Eventually.IsTrueAsync("word of the new sensitivity", () => Task.FromResult(again.Output.Contains("at -25.70 dBFS", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Scenic, "device 'd-e83b17' hears a scene, which knows its own levels; there is nothing to calibrate")]
    [InlineData(Deaf, "device 'd-a47e3c' has no microphone; there is nothing to calibrate")]
    [InlineData(Device, "--level is 104; it must be 94 or 114", "--level", "104")]
    [InlineData(Device, "--calibrator-class is 3; it must be 1 or 2", "--calibrator-class", "3")]
    [InlineData(Device, "--role is empty or too long; it must have 1 to 200 characters", "--role", "")]
    [InlineData(Device, "--when is 'later'; it must be before or after", "--when", "later")]
    public async Task What_cannot_be_calibrated_is_said_in_a_sentence(string device, string sentence, params string[] more)
    {
        var run = await CommandRun.OfAgentAsync(["calibrate", "--config", FileOf(device), "--state", folder.Path, .. more]);
        Assert.Equal((2, sentence + "\n", ""), (run.ExitCode, run.Error, run.Output));
    }

    private ProgramUnderTest Start() => new(
        Tree.Program("edge-agent", "solutions-agent"),
        ["run", "--config", FileOf(Device), "--state", folder.Path, "--journal", folder.Path, "--mqtt", "mqtt://127.0.0.1:1"],
        new Dictionary<string, string>());

    private async Task RefusesAsync(float[] pascal, string fault)
    {
        var run = await CalibrateAsync(pascal);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains("REFUSED: nothing was changed.", run.Output, StringComparison.Ordinal);
        Assert.Contains(fault, run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.False(File.Exists(Ledger));
    }

    private Task<CommandRun> CalibrateAsync(float[] pascal, params string[] more) => CommandRun.OfAgentAsync(
        ["calibrate", "--config", FileOf(Device), "--state", folder.Path, "--audio", Recording.Write(folder.Path, pascal), .. more]);

    private string FileOf(string device) => Path.Combine(folder.Path, device + ".agent.json");

    private static float[] Mix(float[] first, float[] second) => [.. first.Zip(second, (a, b) => a + b)];
}
