using System.Net;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Setup.Sheets;
using Solutions.Edge.Agent.Setup.WalkTest;
using Solutions.Edge.Agent.Tests.Evidence;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Setup.Sheets;

/// <summary>Sheets are kept until the control room has answered, and then not sent again.</summary>
public sealed class SheetUploadTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 29, 14, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder state = new();

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task What_waited_while_the_control_room_was_away_is_sent_once_the_oldest_first()
    {
        var folder = new SheetFolder(state.Path);
        folder.Keep(Sheet(0));
        var (away, waits) = await SendAsync(new("http://127.0.0.1:" + FreePort.Take(1)[0]), folder);
        Assert.True(waits);
        Assert.StartsWith($"walk test {Sheet(0).Id}: the control room is away, it is sent at the next start of the agent or of walk-test: ",
            Assert.Single(away), StringComparison.Ordinal);

        folder.Keep(Sheet(1));
        await using var room = new StillReceiver(HttpStatusCode.NoContent);
        var (words, stillWaits) = await SendAsync(room.Address, folder);
        Assert.Equal([$"walk test {Sheet(0).Id}: stored by the control room", $"walk test {Sheet(1).Id}: stored by the control room"], words);
        Assert.False(stillWaits);
        Assert.Equal([$"PUT /api/v1/devices/d-1/walk-tests/{Sheet(0).Id}", $"PUT /api/v1/devices/d-1/walk-tests/{Sheet(1).Id}"],
            room.Received.Select(r => r.Request));
        Assert.Equal(Sheet(1).Id, WalkTestSheet.Read(room.Received.Last().Body).Id);
        Assert.Empty((await SendAsync(room.Address, folder)).Words);
        Assert.Equal(2, room.Received.Count);
    }

    [Fact]
    public async Task A_refused_sheet_is_not_sent_again_and_one_of_a_device_that_is_not_known_is()
    {
        var folder = new SheetFolder(state.Path);
        folder.Keep(Sheet(0));
        await using var room = new StillReceiver(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        Assert.True((await SendAsync(room.Address, folder)).AnyWaits);
        var (words, waits) = await SendAsync(room.Address, folder);
        Assert.Equal(($"walk test {Sheet(0).Id}: refused by the control room: it answers 400", false), (Assert.Single(words), waits));
        Assert.Empty(folder.Waiting());
    }

    [Fact]
    public async Task The_running_agent_tries_again_by_itself()
    {
        var (folder, time, log) = (new SheetFolder(state.Path), new FakeTimeProvider(Start), new CollectedLog<SheetSender>());
        folder.Keep(Sheet(0));
        await using var room = new StillReceiver(HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.NoContent);
        using var sender = new SheetSender(new("d-1", new(room.Address, null), folder), time, log);
        await sender.StartAsync(Stopping);
        await Eventually.IsTrueAsync("an answer", () =>
        {
            time.Advance(TimeSpan.FromMinutes(1));
            return Task.FromResult(folder.Waiting().Count == 0 && log.Lines.Count == 2);
        });
        await sender.StopAsync(Stopping);
        Assert.Equal(3, room.Received.Count);
    }

    [Fact]
    public void Of_those_that_were_answered_a_hundred_are_kept()
    {
        var folder = new SheetFolder(state.Path);
        for (var n = 0; n < 103; n++)
        {
            folder.Keep(Sheet(n));
            folder.Answered(Sheet(n).Id, "stored");
        }
        folder.Keep(Sheet(103));
        Assert.Equal(100, Directory.GetFiles(Path.Combine(state.Path, "walk-tests"), "*.json").Length);
        Assert.Equal(99, Directory.GetFiles(Path.Combine(state.Path, "walk-tests"), "*.answer").Length);
        Assert.Equal(Sheet(103).Id, Assert.Single(folder.Waiting()).Id);
    }

    private static async Task<(IReadOnlyList<string> Words, bool AnyWaits)> SendAsync(Uri address, SheetFolder folder)
    {
        using var upload = new SheetUpload("d-1", new ControlRoomAddress(address, null), folder);
        return await upload.SendAsync(Stopping);
    }

    private static WalkTestSheet Sheet(int number) => new()
    {
        Id = $"20261129T140000Z-{number:0000}",
        Device = "d-1",
        At = Start,
        Version = "0.1.0",
        Configuration = new string('a', 64),
        Steps = [new() { Step = "open", Result = StepResult.Green, Words = "contact open, line 17" }],
    };
}
