using System.Net;
using Microsoft.Extensions.Time.Testing;
using OpenCvSharp;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;
using Command = Solutions.Edge.Contracts.Command;

namespace Solutions.Edge.Agent.Tests.Evidence;

public sealed class ClipSenderTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Start);
    private readonly CollectedLog<ClipSender> log = new();
    private readonly PictureRing ring;
    private readonly Commands commands;
    private readonly Outbox outbox;
    private readonly Mat noise = new(180, 320, MatType.CV_8UC3);

    public ClipSenderTests()
    {
        (ring, commands, outbox) = (new(time) { ShowPeople = true }, new(time), TestOutbox.Create(time));
        // As a JPEG of some 40 kB.
        Cv2.Randu(noise, Scalar.All(0), Scalar.All(255));
    }

    public void Dispose()
    {
        outbox.Dispose();
        noise.Dispose();
    }

    [Fact]
    public async Task A_clip_of_ten_seconds_before_and_twenty_after_is_delivered_while_it_is_being_recorded_and_then_recorded()
    {
        await using var room = new StillReceiver(HttpStatusCode.NoContent);
        await using var sender = await SendAsync(room);
        Film(seconds: 14);
        var asked = time.GetUtcNow().AddSeconds(-1);
        Ask("c1", asked);
        await UntilAsync("some blocks", () => room.Received.Count >= 3, filming: true);
        Assert.DoesNotContain(room.Received, r => r.Request.Contains("last", StringComparison.Ordinal));
        await UntilAsync("record", () => outbox.Count == 1, filming: true);

        var blocks = room.Received.ToList();
        Assert.Equal(
            Enumerable.Range(0, blocks.Count).Select(n => $"PUT /api/v1/devices/d-1/evidence/c1/blocks/{n}{(n == blocks.Count - 1 ? "?last=true" : "")}"),
            blocks.Select(b => b.Request));
        Assert.All(blocks[..^1], b => Assert.Equal(EvidenceRecord.BlockBytes, b.Body.Length));
        Assert.InRange(blocks[^1].Body.Length, 1, EvidenceRecord.BlockBytes);
        Assert.All(blocks, b => Assert.Equal(BlockUpload.Digest(b.Body), b.Digest));
        var clip = blocks.SelectMany(b => b.Body).ToArray();
        Assert.Equal(Enumerable.Range(-20, 61).Select(n => asked.AddSeconds(n / 2.0)), ClipFile.Read(clip).Select(f => f.At));
        var record = Assert.IsType<EvidenceRecord>(Assert.Single(outbox.TakeAll()));
        Assert.Equal(("c1", "clip", asked.AddSeconds(-10), 30.0, (long)clip.Length, "DISORDER"),
            (record.Id, record.Kind, record.T, record.Span, record.Bytes, record.Why));
        Assert.Equal(blocks.Select(b => b.Digest), record.Sha256);
    }

    [Fact]
    public async Task A_camera_that_dies_ends_its_clip()
    {
        await using var room = new StillReceiver(HttpStatusCode.NoContent);
        await using var sender = await SendAsync(room);
        Film(seconds: 3);
        Ask("c1", time.GetUtcNow());
        await UntilAsync("record", () => outbox.Count == 1);
        Assert.InRange(time.GetUtcNow() - Start, TimeSpan.FromSeconds(23), TimeSpan.FromSeconds(40));
        Assert.Equal(Enumerable.Range(0, 6).Select(n => Start.AddSeconds(n / 2.0)),
            ClipFile.Read(room.Received.SelectMany(b => b.Body).ToArray()).Select(f => f.At));
    }

    [Fact]
    public async Task A_command_that_comes_twice_makes_one_clip()
    {
        await using var room = new StillReceiver(HttpStatusCode.NoContent);
        await using var sender = await SendAsync(room);
        Film(seconds: 1);
        Ask("c1", time.GetUtcNow());
        Ask("c1", time.GetUtcNow());
        Ask("c2", time.GetUtcNow());
        await UntilAsync("records", () => outbox.Count >= 2);
        Assert.Equal(["c1", "c2"], outbox.TakeAll().Cast<EvidenceRecord>().Select(r => r.Id).Order());
        Assert.Equal(room.Received.Count, room.Received.DistinctBy(r => r.Request).Count());
    }

    [Fact]
    public async Task Of_more_clips_than_can_be_under_way_the_last_is_refused_and_later_there_is_room_again()
    {
        await using var room = new StillReceiver(HttpStatusCode.NoContent);
        await using var sender = await SendAsync(room);
        Film(seconds: 1);
        for (var n = 1; n <= ClipSender.MostUnderWay + 1; n++)
            Ask($"c{n}", time.GetUtcNow());
        Assert.StartsWith("The clip c5 is not taken", Assert.Single(log.Lines).Text, StringComparison.Ordinal);
        await UntilAsync("four clips", () => outbox.Count == ClipSender.MostUnderWay);
        Film(seconds: 1);
        Ask("c6", time.GetUtcNow());
        await UntilAsync("a fifth", () => outbox.Count == ClipSender.MostUnderWay + 1);
    }

    [Fact]
    public async Task A_block_that_does_not_get_through_or_is_spoilt_on_the_way_is_sent_again()
    {
        await using var room = new StillReceiver(HttpStatusCode.ServiceUnavailable, HttpStatusCode.UnprocessableEntity, HttpStatusCode.NoContent);
        await using var sender = await SendAsync(room);
        Film(seconds: 3);
        Ask("c1", time.GetUtcNow());
        await UntilAsync("record", () => outbox.Count == 1);
        var blocks = room.Received.ToList();
        Assert.Equal(blocks[0].Body, blocks[1].Body);
        Assert.Equal(blocks[0], blocks[2] with { Body = blocks[0].Body });
        Assert.Equal(6, ClipFile.Read(blocks.Skip(2).SelectMany(b => b.Body).ToArray()).Count);
    }

    [Fact]
    public async Task A_refusal_is_final()
    {
        await using var room = new StillReceiver(HttpStatusCode.NoContent, HttpStatusCode.Conflict);
        await using var sender = await SendAsync(room);
        Film(seconds: 5);
        Ask("c1", time.GetUtcNow());
        await UntilAsync("log line", () => !log.Lines.IsEmpty);
        Assert.Equal("The clip c1 is given up at block 1: the control room refuses it with Conflict", Assert.Single(log.Lines).Text);
        Assert.Equal(2, room.Received.Count);
        Assert.Equal(0, outbox.Count);
    }

    [Fact]
    public async Task A_clip_that_does_not_get_through_is_given_up_when_it_expires()
    {
        await using var room = new StillReceiver(HttpStatusCode.ServiceUnavailable);
        await using var sender = await SendAsync(room);
        Film(seconds: 3);
        Ask("c1", time.GetUtcNow());
        await UntilAsync("end", () => log.Lines.Any(l => l.Event == 504));
        Assert.True(time.GetUtcNow() >= Start.AddMinutes(2));
        Assert.Equal(0, outbox.Count);
    }

    [Fact]
    public async Task Without_a_picture_nothing_is_sent_and_the_log_says_why()
    {
        await using var room = new StillReceiver(HttpStatusCode.NoContent);
        await using var sender = await SendAsync(room);
        Ask("c1", Start);
        await UntilAsync("log line", () => !log.Lines.IsEmpty);
        Assert.Equal([501], log.Lines.Select(l => l.Event));
        Assert.Empty(room.Received);
    }

    private async Task<Running> SendAsync(StillReceiver room)
    {
        var upload = new BlockUpload("d-1", new(room.Address, null), time, log);
        var sender = new ClipSender(ring, upload, commands, outbox, time, log);
        await sender.StartAsync(CancellationToken.None);
        return new(sender, upload);
    }

    /// <summary>Two pictures a second.</summary>
    private void Film(int seconds)
    {
        for (var n = 0; n < 2 * seconds; n++)
            Look();
    }

    private void Look()
    {
        ring.Add(time.GetUtcNow(), noise, []);
        time.Advance(TimeSpan.FromMilliseconds(500));
    }

    private void Ask(string id, DateTimeOffset at) => Assert.True(commands.Handle(new(id, Command.Clip, Start.AddMinutes(2), at, "DISORDER")));

    /// <summary>The clock goes on meanwhile.</summary>
    private Task UntilAsync(string what, Func<bool> isTrue, bool filming = false) => Eventually.IsTrueAsync(what, () =>
    {
        if (isTrue())
            return Task.FromResult(true);
        if (filming)
            Look();
        else
            time.Advance(TimeSpan.FromMilliseconds(500));
        return Task.FromResult(false);
    }, steadily: true);
}
