using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Agent.Camera.Tamper;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Camera;

/// <summary>Looks: one motion record every UTC second, and every frame, masks burned in and people pixelated, into the ring of pictures.</summary>
internal sealed class CameraWorker(ICameraSource source, Place place, PictureRing ring, Outbox outbox, TimeProvider time, ILogger<CameraWorker> log)
    : BackgroundService
{
    /// <summary>Flag of a second without a picture.</summary>
    public const string NoPictureFlag = "no-picture";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly SceneWatch watch = new([]);
    private readonly PictureLoss loss = new();
    private readonly ZoneSecond zoneSecond = new();
    private readonly SteadySize size = new();
    private readonly Mat frame = new();
    private readonly TamperDetector tamper = new();
    private MotionDetector detector = new(new() { FramesPerSecond = source.FramesPerSecond });
    private PrivacyMasks masks = new([]);

    /// <summary>What holds in this second; null = nothing is known of the place yet.</summary>
    private PlaceConfiguration? followed;
    private MotionSecond? second;
    private long skipped;
    private bool seen, afterGap, failing, resting;
    private volatile string? fault;
    private long lastPictureTicks;

    /// <summary>Why it gives no picture now, the likely cause and the cure; null = it does, or has not been asked yet.</summary>
    public string? Fault => fault;

    /// <summary>When its last picture was captured; null = there has been none.</summary>
    public DateTimeOffset? LastPicture => Interlocked.Read(ref lastPictureTicks) is > 0 and var ticks ? new(ticks, TimeSpan.Zero) : null;

    public override void Dispose()
    {
        base.Dispose();
        detector.Dispose();
        tamper.Dispose();
        watch.Dispose();
        frame.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        CameraLog.Looking(log, source.Name);
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                if (place.Current?.Type == SiteType.HOME)
                    await Rest(stoppingToken);
                else
                    await Step(stoppingToken);
            }
            catch (CameraSourceException e)
            {
                // Once, not every second: the flagged records show the rest.
                if (!failing)
                    CameraLog.NoPicture(log, source.Name, e.Message);
                failing = true;
                fault = $"{e.Message}; likely its cable, its supply or its network: see to them, it is opened again by itself";
                Miss();
                await Task.Delay(RetryAfter, time, stoppingToken);
            }
    }

    /// <summary>At a home no camera looks, whatever is fitted, and nothing that it saw before is handed out.</summary>
    private async Task Rest(CancellationToken token)
    {
        if (!resting)
            CameraLog.AtHome(log, source.Name);
        (resting, fault) = (true, null);
        if (second is { } open)
            EndSecond(open);
        ring.Clear();
        await Task.Delay(RetryAfter, time, token);
    }

    private async Task Step(CancellationToken token)
    {
        resting = false;
        // Never longer than a second, also if the clock was set back from far ahead.
        var longest = time.GetUtcNow().AddSeconds(1);
        var until = second?.Start.AddSeconds(1) is { } end && end < longest ? end : longest;
        if (await source.ReadAsync(frame, until, token) is { } captured)
            Look(captured);
        else
            Miss();
    }

    private void Look(CapturedFrame captured)
    {
        if (second is { } open && (captured.At < open.Start || captured.At >= open.Start.AddSeconds(1)))
            EndSecond(open);
        // No second is judged by half of one configuration and half of another.
        if (second is null && place.Current is { } now && now != followed)
            Follow(now);
        masks.Burn(frame);
        // Background, boxes and clips are of one size. A picture made larger or smaller is another one: the background is learnt anew.
        var resized = size.Fit(frame);
        if (resized is { } came)
            CameraLog.SizeChanged(log, source.Name, came.Width, came.Height, size.Size.Width, size.Size.Height);
        if (loss.IsLost)
            outbox.Add(Streams.Camera, CameraRecords.Lost(captured.At, FindingState.Cleared, loss.Since));
        loss.See(captured.At);
        (failing, fault) = (false, null);
        Interlocked.Exchange(ref lastPictureTicks, captured.At.UtcTicks);
        if (captured.Begins && seen)
        {
            CameraLog.SegmentBegins(log, source.Name, captured.At);
            afterGap = true;
            watch.Clear();
        }
        seen = true;
        foreach (var change in tamper.Look(frame, captured.At))
            outbox.Add(Streams.Camera, CameraRecords.Of(change, captured.At));
        var all = detector.Detect(frame, tamper.IsDoubtful || resized is not null);
        var watched = watch.Look(all, frame.Size(), captured.At);
        foreach (var change in watched.Changes)
            outbox.Add(Streams.Camera, CameraRecords.Of(change, captured.At));
        // People that have only just come, or walk in an ignored zone, are hidden like all others.
        var isKnown = all.Occupied is not null && followed is not null;
        ring.Add(captured.At, frame, isKnown ? [.. all.Regions, .. all.Unreported.Select(u => u.Box), .. all.People.Select(p => p.Box)] : null);
        if (second is null)
        {
            second = new(new(captured.At.UtcTicks - captured.At.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero), afterGap);
            afterGap = false;
        }
        second.Add(watched.Motion, watched.Tracks);
        zoneSecond.Add(watched);
        skipped += captured.Skipped;
    }

    private void Follow(PlaceConfiguration now)
    {
        // Another mask is another picture: the background and what is usual are learnt anew, and what was seen without it is given to nobody.
        var isMasked = !PrivacyMasks.AreSame(now.Masks, followed?.Masks ?? []);
        if (isMasked && seen)
        {
            detector.Dispose();
            detector = new(new() { FramesPerSecond = source.FramesPerSecond });
            tamper.Forget();
        }
        if (isMasked || now.ShowPeople != ring.ShowPeople)
            ring.Clear();
        masks = new(now.Masks);
        ring.ShowPeople = now.ShowPeople;
        watch.Change(now.Zones, anew: isMasked);
        followed = now;
    }

    private void Miss()
    {
        var now = time.GetUtcNow();
        if (second is { } over && (now >= over.Start.AddSeconds(1) || now < over.Start.AddSeconds(-1)))
            EndSecond(over);
        var wasLost = loss.IsLost;
        foreach (var start in loss.Miss(now))
            outbox.Add(Streams.Motion, new MotionRecord { T = start, Flags = [NoPictureFlag] });
        if (loss.IsLost && fault is null)
            fault = $"{source.Name} is connected and has given no picture for {PictureLoss.LostAfter.TotalSeconds:0} s; likely a camera that hangs: restart it";
        if (loss.IsLost && !wasLost)
            outbox.Add(Streams.Camera, CameraRecords.Lost(now, FindingState.Found, loss.Since));
    }

    private void EndSecond(MotionSecond over)
    {
        outbox.Add(Streams.Motion, zoneSecond.Take(over.ToRecord()) with { Skipped = skipped > 0 ? skipped : null });
        (second, skipped) = (null, 0);
    }
}
