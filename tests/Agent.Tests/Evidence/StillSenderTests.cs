using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using OpenCvSharp;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;
using Command = Solutions.Edge.Contracts.Command;

namespace Solutions.Edge.Agent.Tests.Evidence;

public sealed class StillSenderTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Start);
    private readonly CollectedLog<StillSender> log = new();
    private readonly PictureRing ring;
    private readonly Commands commands;
    private readonly Outbox outbox;

    public StillSenderTests() => (ring, commands, outbox) = (new(time), new(time), TestOutbox.Create(time));

    public void Dispose() => outbox.Dispose();

    [Fact]
    public async Task A_still_is_delivered_with_its_digest_and_then_recorded()
    {
        await using var room = new StillReceiver(HttpStatusCode.NoContent);
        await using var sender = await SendAsync(room);
        Look(Start);
        Look(Start.AddSeconds(0.1));
        Ask("a1", at: Start.AddSeconds(0.02));
        await UntilAsync("record", () => outbox.Count == 1);

        var jpeg = ring.Nearest(Start)!.Jpeg;
        var digest = Convert.ToHexStringLower(SHA256.HashData(jpeg));
        var (request, type, stated, body) = Assert.Single(room.Received);
        Assert.Equal(("PUT /api/v1/devices/d-1/evidence/a1/blocks/0?last=true", "application/octet-stream", digest), (request, type, stated));
        Assert.Equal(jpeg, body);
        var record = Assert.IsType<EvidenceRecord>(Assert.Single(outbox.TakeAll()));
        Assert.Equal(("a1", "still", Start, (long)jpeg.Length, "DISORDER"), (record.Id, record.Kind, record.T, record.Bytes, record.Why));
        Assert.Equal([digest], record.Sha256);
        Assert.Equal("2026-11-23T23:00:00.000Z", Assert.Single(room.CaptureTimes));
    }

    [Theory]
    [InlineData(-170, null)]
    [InlineData(-2.1, null)]
    [InlineData(-1.9, 0.0)]
    public async Task A_picture_of_another_time_is_not_sent_for_one_that_is_gone(double asked, double? taken)
    {
        await using var room = new StillReceiver(HttpStatusCode.NoContent);
        await using var sender = await SendAsync(room);
        Look(Start);
        Look(Start.AddSeconds(1));
        Ask("a1", at: Start.AddSeconds(asked));
        await UntilAsync("record", () => outbox.Count == 1);
        var record = Assert.IsType<EvidenceRecord>(Assert.Single(outbox.TakeAll()));
        Assert.Equal(taken is null, record.Bytes == 0);
        Assert.Equal(Start.AddSeconds(taken ?? asked), record.T);
        Assert.Equal(taken is null ? Start : null, record.Nearest);
        Assert.Equal(taken is null ? 0 : 1, room.Received.Count);
    }

    [Fact]
    public async Task A_still_of_more_than_a_block_is_delivered_in_blocks()
    {
        await using var room = new StillReceiver(HttpStatusCode.NoContent);
        await using var sender = await SendAsync(room);
        using var tall = new Mat(1600, 640, MatType.CV_8UC3);
        Cv2.Randu(tall, Scalar.All(0), Scalar.All(255));
        ring.Add(Start, tall, []);
        Ask("a1");
        await UntilAsync("record", () => outbox.Count == 1);

        var jpeg = ring.Nearest(Start)!.Jpeg;
        Assert.True(jpeg.Length > EvidenceRecord.BlockBytes, $"the still has {jpeg.Length} bytes");
        Assert.Equal(jpeg, room.Received.SelectMany(r => r.Body));
        Assert.Equal([.. Enumerable.Range(0, room.Received.Count - 1).Select(n => $"PUT /api/v1/devices/d-1/evidence/a1/blocks/{n}"),
            $"PUT /api/v1/devices/d-1/evidence/a1/blocks/{room.Received.Count - 1}?last=true"], room.Received.Select(r => r.Request));
        Assert.Equal(room.Received.Select(r => r.Digest), Assert.IsType<EvidenceRecord>(Assert.Single(outbox.TakeAll())).Sha256);
    }

    [Fact]
    public async Task A_control_room_that_is_unwell_is_asked_again_and_its_trouble_is_logged_once()
    {
        await using var room = new StillReceiver(HttpStatusCode.ServiceUnavailable, HttpStatusCode.BadGateway, HttpStatusCode.NoContent);
        await using var sender = await SendAsync(room);
        Look(Start);
        Ask("a1");
        await UntilAsync("record", () => outbox.Count == 1);
        Assert.Equal(3, room.Received.Count);
        Assert.Equal([502, 500], log.Lines.Select(l => l.Event));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_refusal_is_final(HttpStatusCode refusal)
    {
        await using var room = new StillReceiver(refusal);
        await using var sender = await SendAsync(room);
        Look(Start);
        Ask("a1");
        await UntilAsync("log line", () => !log.Lines.IsEmpty);
        Assert.Contains($"the control room refuses it with {refusal}", Assert.Single(log.Lines).Text, StringComparison.Ordinal);
        Assert.Single(room.Received);
        Assert.Equal(0, outbox.Count);
    }

    [Fact]
    public async Task A_still_that_does_not_get_through_is_given_up_when_it_expires()
    {
        await using var room = new StillReceiver(HttpStatusCode.ServiceUnavailable);
        await using var sender = await SendAsync(room);
        Look(Start);
        Ask("a1");
        await UntilAsync("end", () => log.Lines.Any(l => l.Event == 504));
        Assert.True(time.GetUtcNow() >= Start.AddMinutes(1));
        Assert.Equal(0, outbox.Count);
    }

    [Fact]
    public async Task A_picture_that_is_not_there_yet_is_waited_for()
    {
        await using var room = new StillReceiver(HttpStatusCode.NoContent);
        await using var sender = await SendAsync(room);
        Look(Start);
        Ask("a1", at: Start.AddSeconds(1));
        await UntilAsync("time", () => time.GetUtcNow() >= Start.AddSeconds(1));
        Assert.Empty(room.Received);
        Look(Start.AddSeconds(1));
        await UntilAsync("record", () => outbox.Count == 1);
        Assert.Equal(Start.AddSeconds(1), Assert.Single(outbox.TakeAll()).T);
    }

    [Fact]
    public async Task Without_a_picture_nothing_is_sent_and_the_log_says_why()
    {
        await using var room = new StillReceiver(HttpStatusCode.NoContent);
        await using var sender = await SendAsync(room);
        Ask("a1");
        await UntilAsync("log line", () => !log.Lines.IsEmpty);
        Assert.Equal([501], log.Lines.Select(l => l.Event));
        Assert.Empty(room.Received);
        await UntilAsync("record", () => outbox.Count == 1);
        var record = Assert.IsType<EvidenceRecord>(Assert.Single(outbox.TakeAll()));
        Assert.Equal(("a1", 0L, null), (record.Id, record.Bytes, record.Nearest));
    }

    [Fact]
    public async Task An_id_that_is_none_goes_into_no_address()
    {
        await using var room = new StillReceiver(HttpStatusCode.NoContent);
        await using var sender = await SendAsync(room);
        Look(Start);
        Ask("../../etc");
        Ask("a1");
        await UntilAsync("record", () => outbox.Count == 1);
        Assert.Equal("PUT /api/v1/devices/d-1/evidence/a1/blocks/0?last=true", Assert.Single(room.Received).Request);
        Assert.Equal([506, 500], log.Lines.Select(l => l.Event));
    }

    private async Task<Running> SendAsync(StillReceiver room)
    {
        var upload = new BlockUpload("d-1", new(room.Address, null), time, log);
        var sender = new StillSender(ring, upload, commands, outbox, time, log);
        await sender.StartAsync(CancellationToken.None);
        return new(sender, upload);
    }

    private void Look(DateTimeOffset at)
    {
        using var bgr = new Mat(360, 640, MatType.CV_8UC3, Scalar.All(80 + at.Millisecond / 10));
        ring.Add(at, bgr, []);
    }

    private void Ask(string id, DateTimeOffset? at = null) =>
        Assert.True(commands.Handle(new(id, Command.Still, Start.AddMinutes(1), at, "DISORDER")));

    /// <summary>The clock goes on meanwhile.</summary>
    private Task UntilAsync(string what, Func<bool> isTrue) => Eventually.IsTrueAsync(what, () =>
    {
        if (isTrue())
            return Task.FromResult(true);
        time.Advance(TimeSpan.FromMilliseconds(500));
        return Task.FromResult(false);
    }, steadily: true);
}
