using System.Text.Json;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Setup.Doctor;

/// <summary>The real process, as an engineer runs it.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly int nobody = FreePort.Take(1)[0];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_broker_that_is_not_there_is_red_with_its_cure_and_a_scene_is_no_sensor()
    {
        var run = await DoctorAsync(Write());
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Matches($"(?m)^red +broker +127.0.0.1:{nobody} refuses the connection: nothing listens there, .*; start the broker, or open TCP port {nobody} ",
            run.Output);
        Assert.Matches("(?m)^green +agent file +.* reads, device 'd-51f0aa'$", run.Output);
        Assert.Matches("(?m)^green +clock ", run.Output);
        Assert.Matches("(?m)^not-fitted +microphone +played from a scene, not a sensor$", run.Output);
        Assert.Matches("(?m)^not-fitted +camera +the device's file gives none$", run.Output);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "state")), "it made the state folder");
    }

    [Fact]
    public async Task Json_is_one_object_with_the_findings()
    {
        var run = await DoctorAsync(Write(), "--json");
        Assert.Equal((1, 1), (run.ExitCode, run.Output.TrimEnd('\n').Split('\n').Length));
        using var report = JsonDocument.Parse(run.Output);
        Assert.Equal("d-51f0aa", report.RootElement.GetProperty("device").GetString());
        var broker = report.RootElement.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("part").GetString() == "broker");
        Assert.Equal(("red", $"127.0.0.1:{nobody} refuses the connection"),
            (broker.GetProperty("colour").GetString(), broker.GetProperty("words").GetString()));
        Assert.StartsWith("start the broker", broker.GetProperty("cure").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_does_not_read_is_code_2_and_the_machine_is_looked_at_all_the_same()
    {
        var path = AgentFileWriter.Write(folder.Path, "d-51f0aa", "\"backlogMb\": 1");
        var run = await DoctorAsync(path);
        Assert.Equal(2, run.ExitCode);
        Assert.Matches("(?m)^red +agent file +backlogMb is 1; it must be 2 to 1000000$", run.Output);
        Assert.Matches("(?m)^[a-z-]+ +network ", run.Output);
        Assert.DoesNotContain("broker  ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sound_card_that_is_not_there_is_red_with_what_is()
    {
        var run = await DoctorAsync(Write("""{"source": "microphone", "device": "hw:31,0"}"""));
        Assert.Equal(1, run.ExitCode);
        Assert.Matches("(?m)^red +microphone +(microphone hw:31,0 is not there|libasound.so.2 is missing); ", run.Output);
    }

    [Fact]
    public async Task A_scene_that_the_agent_would_not_start_with_is_red()
    {
        var run = await DoctorAsync(AgentFileWriter.Write(folder.Path, "d-51f0aa", AgentFileWriter.OfScene("town", 1, "sound", "gate")));
        Assert.Equal(1, run.ExitCode);
        Assert.Matches("(?m)^red +gate +scene.name is 'town'; it must be a scene with a gate", run.Output);
    }

    private string Write(string sound = """{"source": "scene"}""") => AgentFileWriter.Write(folder.Path, "d-51f0aa", $$"""
        "mqtt": "mqtt://127.0.0.1:{{nobody}}", "trustClock": true, "state": "{{folder.Path}}/state", "journal": "/dev/shm/{{Path.GetFileName(folder.Path)}}",
        "scene": {"name": "town"}, "sound": {{sound}}
        """);

    private static Task<CommandRun> DoctorAsync(string config, params string[] more) => CommandRun.OfAgentAsync(["doctor", "--config", config, .. more]);
}
