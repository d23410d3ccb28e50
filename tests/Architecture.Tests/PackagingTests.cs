using System.Text.RegularExpressions;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Architecture.Tests;

/// <summary>What the Debian packages are made of. Built, installed and purged they are by edge-agent/Packaging/build.sh and try.sh.</summary>
public partial class PackagingTests
{
    public static TheoryData<string, string> Packages { get; } = new()
    {
        { "edge-agent", "solutions-agent" },
        { "control-room", "solutions-control-room" },
    };

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task What_a_service_is_exposed_to_stays_below_3(string project, string name)
    {
        var run = await CommandRun.OfShellAsync(
            $"systemd-analyze security --offline=true --threshold=30 --no-pager '{Place(project, name + ".service")}' || exit 1");
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_service_is_watched_started_again_and_has_its_state_in_a_folder_of_its_own(string project, string name)
    {
        var unit = File.ReadAllLines(Place(project, name + ".service"));
        Assert.All(["Type=notify", "Restart=always", $"User={name}", $"ExecStart=/usr/lib/{name}/{name} run"], line => Assert.Contains(line, unit));
        Assert.Contains(unit, line => line.StartsWith("WatchdogSec=", StringComparison.Ordinal));
        Assert.Contains(unit, line => line.StartsWith($"StateDirectory={name}", StringComparison.Ordinal));
    }

    [Fact]
    public void Records_that_wait_outlive_the_agent_and_its_sensors_can_be_reached()
    {
        var unit = File.ReadAllLines(Place("edge-agent", "solutions-agent.service"));
        Assert.All(["RuntimeDirectoryPreserve=yes", "DeviceAllow=char-alsa rw", "DeviceAllow=char-gpiochip rw", "DeviceAllow=char-i2c rw",
            "DeviceAllow=char-video4linux rw"], line => Assert.Contains(line, unit));
        Assert.DoesNotContain(unit, line => line is "RemoveIPC=yes" or "PrivateDevices=yes");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task The_scripts_of_a_package_are_those_of_a_plain_shell(string project, string name)
    {
        foreach (var script in (string[])["postinst", "prerm", "postrm", name])
        {
            var run = await CommandRun.OfShellAsync($"[ -x '{Place(project, script)}' ] && sh -n '{Place(project, script)}'");
            Assert.True(run.ExitCode == 0, $"{script}: {run.Error}");
        }
    }

    /// <summary>Films excepted, whose libraries come with ffmpeg.</summary>
    [Fact]
    public void The_arm64_package_carries_the_library_of_the_camera_and_names_what_that_is_linked_to()
    {
        Assert.Contains("Native/build.sh\" arm64 \"$program\"", File.ReadAllText(Place("edge-agent", "build.sh")), StringComparison.Ordinal);
        var script = File.ReadAllText(Path.Combine(Tree.Root, "edge-agent", "Native", "build.sh"));
        var linked = Library().Matches(script).Select(m => $" {m.Groups[1].Value}{m.Groups[2].Value} [arm64],").Distinct().ToList();
        Assert.Equal(5, linked.Count);
        var control = File.ReadAllLines(Place("edge-agent", "control"));
        Assert.All(linked, line => Assert.Contains(line == " libz1 [arm64]," ? " zlib1g [arm64]," : line, control));
    }

    [GeneratedRegex(@"(lib(?!av|sw)\w+)\.so\.(\d+)")]
    private static partial Regex Library();

    private static string Place(string project, string file) => Path.Combine(Tree.Root, project, "Packaging", file);
}
