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
        await using (var agent = Run(file))
        {
            await Eventually.IsTrueAsync("a record", () => Task.FromResult(room.Presence.LastHeard("lamp") is not null));
            await Eventually.IsTrueAsync("its settings in force", () =>
                Task.FromResult(room.Places.InForce("lamp") == room.Places.Present("lamp")!.Version));
            Assert.Equal(0, await agent.StopAsync());
        }
        // A restart is no second device.
        await using (var again = Run(file))
        {
            await IsConnectedAsync(again);
            Assert.Null(room.Standing.HoldOf("lamp"));
            await room.Identities.RevokeAsync("lamp", "taken from its pole", TestContext.Current.CancellationToken);
            await Eventually.IsTrueAsync("a word of its revocation", () => Task.FromResult(
                again.Output.Contains("was revoked (taken from its pole)", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_card_that_was_copied_is_found_by_the_two_that_speak_and_neither_loses_a_record()
    {
        var file = room.NewDevice();
        var code = await room.CodeAsync("other");
        await using var first = Run(file, "--enrol", code);
        await IsConnectedAsync(first);
        var copy = room.NewDevice();
        var identity = Path.Combine(Path.GetDirectoryName(copy)!, "identity");
        Directory.CreateDirectory(identity);
        File.Copy(Path.Combine(Path.GetDirectoryName(file)!, "identity", "identity.json"), Path.Combine(identity, "identity.json"));
        Assert.Null(room.Standing.HoldOf("other"));
        await using var second = Run(copy);
        await Eventually.IsTrueAsync("that two hold it", () => Task.FromResult(room.Standing.HoldOf("other") is not null));
        await Eventually.IsTrueAsync("both being refused", () => Task.FromResult(
            new[] { first, second }.All(a => a.Output.Contains("is not believed", StringComparison.Ordinal))), seconds: 60);
        Assert.Equal(0, await second.StopAsync());
        Assert.Contains("records unacknowledged; they are sent after the next start", second.Output, StringComparison.Ordinal);
        await room.Identities.BelieveAsync("other", TestContext.Current.CancellationToken);
        var heard = room.Presence.LastHeard("other");
        await Eventually.IsTrueAsync("records again", () => Task.FromResult(room.Presence.LastHeard("other") > heard), seconds: 60);
        Assert.Equal(0, await first.StopAsync());
    }

    private static ProgramUnderTest Run(string file, params string[] more) =>
        new(Tree.Program("edge-agent", "solutions-agent"), ["run", "--config", file, .. more], new Dictionary<string, string>());

    private static Task IsConnectedAsync(ProgramUnderTest agent) => Eventually.IsTrueAsync("connection", () =>
        Task.FromResult(agent.Output.Contains("Connected to the broker", StringComparison.Ordinal)));
}
