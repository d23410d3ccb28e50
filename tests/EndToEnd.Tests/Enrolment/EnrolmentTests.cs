using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Enrolment;

/// <summary>A control room in production and real agents that enrol with it.</summary>
public class EnrolmentTests(ProductionRoom room) : IClassFixture<ProductionRoom>
{
    [Fact]
    public async Task A_device_enrols_reports_over_TLS_and_is_cut_off_when_it_is_revoked()
    {
        var file = room.NewDevice();
        var enrolled = await CommandRun.OfAgentAsync("enrol", await room.CodeAsync("lamp"), "--config", file);
        Assert.True(enrolled.ExitCode == 0, enrolled.Error);
        Assert.Contains("Device 'lamp' is enrolled", enrolled.Output, StringComparison.Ordinal);
        // The lamp of another test may have been received before.
        var before = room.Presence.LastHeard("lamp");
        await using (var agent = Run(file))
        {
            await SaysAsync(agent, "Connected to the broker");
            await Eventually.IsTrueAsync("a record", () => Task.FromResult(room.Presence.LastHeard("lamp") != before));
            await Eventually.IsTrueAsync("its settings in force", () =>
                Task.FromResult(room.Places.InForce("lamp") == room.Places.Present("lamp")!.Version));
            Assert.Equal(0, await agent.StopAsync());
        }
        // A restart is no second device.
        await using (var again = Run(file))
        {
            await SaysAsync(again, "Connected to the broker");
            Assert.Null(room.Standing.HoldOf("lamp"));
            await room.Identities.RevokeAsync("lamp", "taken from its pole", TestContext.Current.CancellationToken);
            await SaysAsync(again, "was revoked (taken from its pole)");
        }
    }

    [Fact]
    public async Task A_card_that_was_copied_is_found_by_the_two_that_speak_and_neither_loses_a_record()
    {
        var file = room.NewDevice();
        var code = await room.CodeAsync("other");
        await using var first = Run(file, "--enrol", code);
        await SaysAsync(first, "Connected to the broker");
        var copy = room.NewDevice();
        var identity = Path.Combine(Path.GetDirectoryName(copy)!, "identity");
        Directory.CreateDirectory(identity);
        File.Copy(Path.Combine(Path.GetDirectoryName(file)!, "identity", "identity.json"), Path.Combine(identity, "identity.json"));
        Assert.Null(room.Standing.HoldOf("other"));
        await using var second = Run(copy);
        await Eventually.IsTrueAsync("that two hold it", () => Task.FromResult(room.Standing.HoldOf("other") is not null));
        await SaysAsync(first, "is not believed");
        await SaysAsync(second, "is not believed");
        // A record a second: some wait by then.
        var refused = TimeProvider.System.GetTimestamp();
        await Eventually.IsTrueAsync("seconds of its own", () => Task.FromResult(TimeProvider.System.GetElapsedTime(refused) > TimeSpan.FromSeconds(4)));
        Assert.Equal(0, await second.StopAsync());
        Assert.Contains("records unacknowledged; they are sent after the next start", second.Output, StringComparison.Ordinal);
        await room.Identities.BelieveAsync("other", TestContext.Current.CancellationToken);
        var heard = room.Presence.LastHeard("other");
        await Eventually.IsTrueAsync("records again", () => Task.FromResult(room.Presence.LastHeard("other") > heard), seconds: 60);
        Assert.Equal(0, await first.StopAsync());
    }

    [Fact]
    public async Task A_device_whose_certificate_expired_while_it_was_off_renews_it_by_itself_though_its_clock_is_behind()
    {
        var file = room.NewDevice();
        var enrolled = await CommandRun.OfAgentAsync("enrol", await room.CodeAsync("lamp"), "--config", file);
        Assert.True(enrolled.ExitCode == 0, enrolled.Error);
        room.Ahead = TimeSpan.FromDays(400);
        try
        {
            await using var agent = Run(file);
            await SaysAsync(agent, "certificates are renewed");
            await SaysAsync(agent, "Connected to the broker");
        }
        finally
        {
            room.Ahead = default;
        }
    }

    [Fact]
    public async Task When_the_authority_changes_devices_follow_and_the_old_root_can_be_retired()
    {
        var file = room.NewDevice();
        var enrolled = await CommandRun.OfAgentAsync("enrol", await room.CodeAsync("lamp"), "--config", file);
        Assert.True(enrolled.ExitCode == 0, enrolled.Error);
        Assert.Null(await room.Rotation.BeginAsync(TestContext.Current.CancellationToken));
        await using (var agent = Run(file))
        {
            await SaysAsync(agent, "certificates are renewed");
            Assert.Equal(0, await agent.StopAsync());
        }
        // The class's other device, of another test, may be off.
        Assert.Null(await room.Rotation.RetireAsync(force: true, TestContext.Current.CancellationToken));
        await using (var agent = Run(file))
            await SaysAsync(agent, "Connected to the broker");
        // A code from now on leads to the new root.
        var later = await CommandRun.OfAgentAsync("enrol", await room.CodeAsync("lamp"), "--config", room.NewDevice());
        Assert.True(later.ExitCode == 0, later.Error);
    }

    private static ProgramUnderTest Run(string file, params string[] more) =>
        new(Tree.Program("edge-agent", "solutions-agent"), ["run", "--config", file, .. more], new Dictionary<string, string>());

    private static Task SaysAsync(ProgramUnderTest agent, string words) => Eventually.LacksNothingAsync($"'{words}'", () =>
        Task.FromResult(agent.Output.Contains(words, StringComparison.Ordinal) ? "" : "the agent says:\n" + agent.Output), seconds: 60);
}
