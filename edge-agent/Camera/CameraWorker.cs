using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenCvSharp;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Camera;

/// <summary>Looks: one motion record every UTC second, and every frame, people pixelated, into the ring of pictures.</summary>
internal sealed class CameraWorker(ICameraSource source, PictureRing ring, Outbox outbox, TimeProvider time, ILogger<CameraWorker> log) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly FramePace pace = new(source.FramesPerSecond);
    private readonly MotionDetector detector = new(source.FramesPerSecond);
    private readonly RegionTracker tracker = new();
    private readonly Mat frame = new();
    private MotionSecond? second;
    private bool seen, afterGap, failing;

    public override void Dispose()
    {
        base.Dispose();
        detector.Dispose();
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
                // Once, not every second: the missing records tell the rest.
                if (!failing)
                    CameraLog.NoPicture(log, source.Name, e.Message);
                failing = true;
                pace.Abandon();
                await Task.Delay(RetryAfter, time, stoppingToken);
            }
    }

    private async Task Step(CancellationToken token)
    {
        var now = time.GetUtcNow();
        if (pace.Begins(now))
            Begin();
        if (second is { } over && now >= over.Start.AddSeconds(1) && pace.Due >= over.Start.AddSeconds(1))
            EndSecond(over);
        if (pace.Take(now) is { } due)
            Look(due.At, due.Skip);
        else
            // Whole milliseconds are all that a delay keeps; rounded down, the loop would spin.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling((pace.Due - now).TotalMilliseconds)), time, token);
    }

    private void Begin()
    {
        if (seen)
            CameraLog.SegmentBegins(log, source.Name, pace.SegmentStart);
        afterGap = seen;
        second = null;
        tracker.Clear();
        source.Begin(pace.SegmentStart);
    }

    private void Look(DateTimeOffset at, long skip)
    {
        source.Read(skip, frame);
        (seen, failing) = (true, false);
        var motion = detector.Detect(frame);
        var tracks = tracker.Update(motion.Regions, at);
        ring.Add(at, frame, motion.Occupied is null ? null : motion.Regions.Concat(tracks.Select(t => t.Box)));
        if (second is { } over && at >= over.Start.AddSeconds(1))
            EndSecond(over);
        if (second is null)
        {
            second = new(new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero), afterGap);
            afterGap = false;
        }
        second.Add(motion, tracks);
    }

    private void EndSecond(MotionSecond over)
    {
        outbox.Add(Streams.Motion, over.ToRecord());
        second = null;
    }
}
