using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Agent.Camera.Tamper;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Camera;

/// <summary>Looks: one motion record every UTC second, and every frame, people pixelated, into the ring of pictures.</summary>
internal sealed class CameraWorker(ICameraSource source, SceneWatch watch, PictureRing ring, Outbox outbox, TimeProvider time, ILogger<CameraWorker> log)
    : BackgroundService
{
    /// <summary>Flag of a second without a picture.</summary>
    public const string NoPictureFlag = "no-picture";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly MotionDetector detector = new(new() { FramesPerSecond = source.FramesPerSecond });
    private readonly TamperDetector tamper = new();
    private readonly PictureLoss loss = new();
    private readonly ZoneSecond zoneSecond = new();
    private readonly SteadySize size = new();
    private readonly Mat frame = new();
    private MotionSecond? second;
    private long skipped;
    private bool seen, afterGap, failing;

    public override void Dispose()
    {
        base.Dispose();
        detector.Dispose();
        tamper.Dispose();
        frame.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        CameraLog.Looking(log, source.Name);
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await Step(stoppingToken);
            }
            catch (CameraSourceException e)
            {
                // Once, not every second: the flagged records show the rest.
                if (!failing)
                    CameraLog.NoPicture(log, source.Name, e.Message);
                failing = true;
                Miss();
                await Task.Delay(RetryAfter, time, stoppingToken);
            }
    }

    private async Task Step(CancellationToken token)
    {
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
        // Background, boxes and clips are of one size. A picture made larger or smaller is another one: the background is learnt anew.
        var resized = size.Fit(frame);
        if (resized is { } came)
            CameraLog.SizeChanged(log, source.Name, came.Width, came.Height, size.Size.Width, size.Size.Height);
        if (loss.IsLost)
            outbox.Add(Streams.Camera, CameraRecords.Lost(captured.At, FindingState.Cleared, loss.Since));
        loss.See(captured.At);
        failing = false;
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
        ring.Add(captured.At, frame, all.Occupied is null ? null : [.. all.Regions, .. all.Unreported.Select(u => u.Box), .. all.People.Select(p => p.Box)]);
        if (second is { } open && (captured.At < open.Start || captured.At >= open.Start.AddSeconds(1)))
            EndSecond(open);
        if (second is null)
        {
            second = new(new(captured.At.UtcTicks - captured.At.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero), afterGap);
            afterGap = false;
        }
        second.Add(watched.Motion, watched.Tracks);
        zoneSecond.Add(watched);
        skipped += captured.Skipped;
    }

    private void Miss()
    {
        var now = time.GetUtcNow();
        if (second is { } over && (now >= over.Start.AddSeconds(1) || now < over.Start.AddSeconds(-1)))
            EndSecond(over);
        var wasLost = loss.IsLost;
        foreach (var start in loss.Miss(now))
            outbox.Add(Streams.Motion, new MotionRecord { T = start, Flags = [NoPictureFlag] });
        if (loss.IsLost && !wasLost)
            outbox.Add(Streams.Camera, CameraRecords.Lost(now, FindingState.Found, loss.Since));
    }

    private void EndSecond(MotionSecond over)
    {
        outbox.Add(Streams.Motion, zoneSecond.Take(over.ToRecord()) with { Skipped = skipped > 0 ? skipped : null });
        (second, skipped) = (null, 0);
    }
}
