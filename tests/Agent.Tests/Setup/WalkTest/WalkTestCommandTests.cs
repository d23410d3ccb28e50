using System.Security.Cryptography;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Setup.WalkTest;

/// <summary>The real process, by a script: no terminal, and no sensor but recordings.</summary>
public sealed class WalkTestCommandTests : IDisposable
{
    private const string Device = "d-51f0aa";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_device_without_sensors_is_not_fitted_throughout_and_its_sheet_is_kept()
    {
        var run = await WalkAsync(Write("\"scene\": {\"name\": \"town\"}, \"sound\": {\"source\": \"scene\"}"), "--name", "A. Fitter");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(12, run.Output.Split('\n').Count(l => l.StartsWith("- not-fitted  ", StringComparison.Ordinal)));
        Assert.Matches("(?m)^- not-fitted +calibrator +the sound is played from a scene$", run.Output);
        var sheet = WalkTestSheet.Read(await File.ReadAllBytesAsync(Assert.Single(Sheets), TestContext.Current.CancellationToken));
        Assert.Equal((Device, "A. Fitter", null), (sheet.Device, sheet.Name, sheet.Shock));
    }

    [Fact]
    public async Task A_calibrators_recording_is_green_and_json_is_one_object()
    {
        var sound = Recording.Write(folder.Path, Recording.Tone(14, 94.1));
        var config = Write($$"""
            "sound": {"source": "file", "path": "{{sound}}", "sensitivityDbfs": {{FormattableString.Invariant($"{Recording.SensitivityDbfs}")}}}
            """);
        var run = await WalkAsync(config, "--steps", "calibrator", "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("CALIBRATOR ON THE MICROPHONE, 94 dB", run.Error, StringComparison.Ordinal);
        var sheet = WalkTestSheet.Read(System.Text.Encoding.UTF8.GetBytes(run.Output.TrimEnd()));
        var step = Assert.Single(sheet.Steps);
        Assert.Equal(("calibrator", StepResult.Green, "dB"), (step.Step, step.Result, step.Unit));
        Assert.Equal(94.1, Assert.Single(step.Values), 0.02);
        var file = await File.ReadAllBytesAsync(config, TestContext.Current.CancellationToken);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), sheet.Configuration);
    }

    [Fact]
    public async Task A_recording_of_a_rate_that_the_meter_does_not_take_is_amber_with_the_reason()
    {
        var sound = Path.Combine(folder.Path, "slow.wav");
        using (var file = new WavWriter(sound, 22_050, WavEncoding.Float32, Recording.SensitivityDbfs))
        {
            file.Write(new float[22_050]);
            file.Complete();
        }
        var run = await WalkAsync(Write($$"""
            "sound": {"source": "file", "path": "{{sound}}"}
            """), "--steps", "calibrator");
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Matches("(?m)^! amber +calibrator +it cannot be measured: .*22050", run.Output);
    }

    [Fact]
    public async Task A_chip_and_a_card_that_are_not_there_are_amber_with_their_sentences()
    {
        var run = await WalkAsync(Write("""
            "sound": {"source": "microphone", "device": "hw:31,0"}, "gate": {"source": "gpio", "chip": "nowhere", "lines": {"contact": {"line": 17}}}
            """), "--steps", "open,bolt,calibrator", "--seconds", "30");
        Assert.Equal(1, run.ExitCode);
        Assert.Matches("(?m)^! amber +open +(there is no GPIO chip 'nowhere'|libgpiod is missing)", run.Output);
        Assert.Matches("(?m)^- not-fitted +bolt +the device's file gives no gate.lines.bolt$", run.Output);
        Assert.Matches("(?m)^! amber +calibrator +(microphone hw:31,0 is not there|libasound.so.2 is missing)", run.Output);
    }

    [Fact]
    public async Task While_the_agent_runs_it_says_how_to_stop_it()
    {
        var config = Write("""
            "gate": {"source": "gpio", "chip": "nowhere", "lines": {"contact": {"line": 17}}}
            """);
        Directory.CreateDirectory(Path.Combine(Journal, Device));
        await using (new FileStream(Path.Combine(Journal, Device, "journal"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            var run = await WalkAsync(config);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("systemctl stop solutions-agent", run.Error, StringComparison.Ordinal);
        }
        Assert.Empty(Sheets);
    }

    [Theory]
    [InlineData("--steps", "open,doze", "--steps has 'doze'; it must be of open, bolt, close, ")]
    [InlineData("--seconds", "0", "--seconds is 0; it must be 1 to 3600")]
    [InlineData("--level", "100", "--level is 100; it must be 94 or 114")]
    public async Task What_cannot_be_is_named_with_what_would_be_right(string option, string value, string sentence)
    {
        var run = await WalkAsync(Write(), option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(sentence, run.Error, StringComparison.Ordinal);
    }

    private string Journal => Path.Combine(folder.Path, "journal");

    private string[] Sheets => Directory.Exists(Path.Combine(folder.Path, "state", Device, "walk-tests"))
        ? Directory.GetFiles(Path.Combine(folder.Path, "state", Device, "walk-tests"), "*.json") : [];

    private string Write(string hardware = "\"camera\": null") => AgentFileWriter.Write(folder.Path, Device,
        $"\"state\": \"{folder.Path}/state\", \"journal\": \"{Journal}\", {hardware}");

    private static Task<CommandRun> WalkAsync(string config, params string[] more) => CommandRun.OfAgentAsync(["walk-test", "--config", config, .. more]);
}
