using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Tests.Sound;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;
using Command = Solutions.Edge.Contracts.Command;

namespace Solutions.Edge.Agent.Tests.Evidence;

/// <summary>The home's sound, a tenth of a second after the other, and what of it is kept and leaves the device.</summary>
public sealed class SoundSenderTests : IDisposable
{
    private const int Rate = SoundLevelMeter.SampleRate;

    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);
    private static readonly float[] Scene = Listening.Render("home", 1, seconds: 60);

    private readonly FakeTimeProvider time = new(Start);
    private readonly CollectedLog<SoundSender> log = new();
    private readonly SoundHome home;
    private readonly Commands commands;
    private readonly Outbox outbox;
    private int block;

    public SoundSenderTests() => (home, commands, outbox) = (new(time), new(time), TestOutbox.Create(time));

    public void Dispose()
    {
        outbox.Dispose();
        home.Dispose();
    }

    [Fact]
    public async Task Without_a_session_nothing_is_kept_or_sent_and_the_control_room_learns_that_there_is_none()
    {
        await using var room = new StillReceiver(HttpStatusCode.NoContent);
        await using var sender = await SendAsync(room);
        home.Take(expires: null);
        Play(seconds: 12);
        Assert.Equal(TimeSpan.Zero, home.Ring.Held);
        Ask("c1");
        Assert.Equal(("c1", "sound", 0L), Said());
        Assert.Equal([507], log.Lines.Select(l => l.Event));
        Assert.Empty(room.Received);
    }

    [Fact]
    public void A_session_that_expires_is_ended_or_whose_end_no_set_clock_can_tell_leaves_nothing_in_memory()
    {
        home.Take(Start.AddSeconds(20));
        Play(seconds: 19);
        Assert.Equal(TimeSpan.FromSeconds(19), home.Ring.Held);
        Play(seconds: 2);
        Assert.Equal(TimeSpan.Zero, home.Ring.Held);
        home.Take(Start.AddHours(1));
        Play(seconds: 20);
        Assert.Equal(TimeSpan.FromSeconds(20), home.Ring.Held);
        Play(seconds: 20);
        Assert.Equal(SoundRing.KeptFor, home.Ring.Held);
        home.Take(expires: null);
        Play(seconds: 1);
        Assert.Equal(TimeSpan.Zero, home.Ring.Held);
    }

    [Fact]
    public void A_device_that_does_not_know_the_time_keeps_no_sound()
    {
        home.IsSet = false;
        home.Take(Start.AddHours(1));
        Play(seconds: 5);
        Assert.Equal(TimeSpan.Zero, home.Ring.Held);
    }

    [Fact]
    public async Task A_clip_is_sealed_under_a_key_of_its_own_and_holds_the_seconds_that_the_meter_measured()
    {
        await using var room = new StillReceiver(HttpStatusCode.NoContent);
        await using var sender = await SendAsync(room);
        home.Take(Start.AddHours(1));
        Play(seconds: 14.3);
        Ask("c1");
        Play(seconds: 22);
        await UntilAsync(() => outbox.Count == 1);
        var record = Assert.IsType<EvidenceRecord>(Assert.Single(outbox.TakeAll()));
        var blocks = room.Received.ToList();
        var bytes = blocks.SelectMany(b => b.Body).ToArray();
        Assert.Equal(("c1", "sound", Start.AddSeconds(4), 30.0, (long)bytes.Length), (record.Id, record.Kind, record.T, record.Span, record.Bytes));
        Assert.Equal(blocks.Select(b => BlockUpload.Digest(b.Body)), record.Sha256);
        Assert.Equal(-1, bytes.AsSpan().IndexOf("RIFF"u8));
        Assert.Equal([true, .. Enumerable.Repeat(false, blocks.Count - 1)], room.SealedKeys.Select(k => k.Length > 0));

        var clip = home.Open("c1", room.SealedKeys.First(), bytes);
        Assert.Equal((Rate, 120.0, Start.AddSeconds(4), 30 * Rate), (clip.SampleRate, clip.FullScaleDb, clip.From, clip.Count));
        var measured = Listening.Measure(Scene.AsSpan(4 * Rate, 30 * Rate)).Select(s => s.LAeq!.Value).ToList();
        var played = Listening.Measure(clip.Pascal()).Select(s => s.LAeq!.Value).ToList();
        Assert.Equal(30, played.Count);
        Assert.All(measured.Zip(played), pair => Assert.Equal(pair.First, pair.Second, 0.1));
        Assert.InRange(measured.Max() - measured.Min(), 1, 60);

        Ask("c2");
        Play(seconds: 22);
        await UntilAsync(() => outbox.Count == 2);
        Assert.NotEqual(room.SealedKeys.First(), room.SealedKeys.Last(k => k.Length > 0));
    }

    [Fact]
    public async Task A_gap_ends_a_clip_and_what_is_cut_to_whole_seconds_follows_on_each_other()
    {
        await using var room = new StillReceiver(HttpStatusCode.NoContent);
        await using var sender = await SendAsync(room);
        home.Take(Start.AddHours(1));
        Play(seconds: 3.4);
        Ask("c1");
        Play(seconds: 2.2);
        time.Advance(TimeSpan.FromSeconds(4));
        block += 40;
        Play(seconds: 1);
        await UntilAsync(() => outbox.Count == 1);
        var record = Assert.IsType<EvidenceRecord>(Assert.Single(outbox.TakeAll()));
        Assert.Equal((Start, 5.0), (record.T, record.Span));
        Assert.Equal(5 * Rate, home.Open("c1", room.SealedKeys.First(), [.. room.Received.SelectMany(b => b.Body)]).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_session_ends_what_has_not_been_delivered_is_given_up(bool beforeItIsWhole)
    {
        await using var room = new StillReceiver(HttpStatusCode.NoContent);
        await using var sender = await SendAsync(room);
        home.Take(Start.AddHours(1));
        Play(seconds: 14);
        Ask("c1");
        Play(seconds: beforeItIsWhole ? 5 : 21);
        if (!beforeItIsWhole)
            await UntilAsync(() => !room.Received.IsEmpty);
        home.Take(expires: null);
        Play(seconds: 1);
        await UntilAsync(() => !log.Lines.IsEmpty);
        Assert.Equal([beforeItIsWhole ? 508 : 509], log.Lines.Select(l => l.Event));
        Assert.DoesNotContain(room.Received, r => r.Request.Contains("last", StringComparison.Ordinal));
        Assert.DoesNotContain(room.Received, r => Encoding.ASCII.GetString(r.Body).Contains("RIFF", StringComparison.Ordinal));
    }

    private async Task<Running> SendAsync(StillReceiver room)
    {
        var upload = new BlockUpload("d-1", new(room.Address, null), time, log);
        var sender = new SoundSender(home.Ring, home.Permission, upload, commands, outbox, time, log);
        await sender.StartAsync(CancellationToken.None);
        return new(sender, upload);
    }

    private void Ask(string id) => commands.Handle(new Command(id, Command.Sound, time.GetUtcNow().AddMinutes(5), null, "asked for"));

    private (string, string, long) Said()
    {
        var record = Assert.IsType<EvidenceRecord>(Assert.Single(outbox.TakeAll()));
        return (record.Id, record.Kind, record.Bytes);
    }

    /// <summary>The scene goes on, and the clock with it.</summary>
    private void Play(double seconds)
    {
        for (var end = block + (int)Math.Round(seconds * 10); block < end; block++)
        {
            time.Advance(TimeSpan.FromSeconds(0.1));
            var from = Start + block * TimeSpan.FromSeconds(0.1);
            home.Ring.Add(from, from + TimeSpan.FromSeconds(0.1), Rate, 120, Scene.AsSpan(block * Rate / 10 % (Scene.Length - Rate), Rate / 10));
        }
    }

    /// <summary>The clock goes on meanwhile: clips go at a pace.</summary>
    private Task UntilAsync(Func<bool> condition) => Eventually.IsTrueAsync("what is waited for", () =>
    {
        time.Advance(TimeSpan.FromSeconds(0.25));
        return Task.FromResult(condition());
    });
}
