using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Sound;

/// <summary>Listens: one noise record every UTC second, another every UTC minute, and a sound record for every event found.</summary>
internal sealed class SoundLevelWorker(
    IAudioSource source, bool metered, SoundHealth health, SoundRing ring, Outbox outbox, TimeProvider time, ILogger<SoundLevelWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan OneMoment = TimeSpan.FromMilliseconds(100);

    /// <summary>How soon a microphone is asked again for samples that it has not delivered yet.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(25);

    /// <summary>Of a source without a scale that of a usual MEMS microphone. Rounded up: its range ends a hair below full scale.</summary>
    private readonly double fullScaleDb = double.IsFinite(source.Range.OverloadPascal)
        ? Math.Ceiling(2000 * Math.Log10(source.Range.OverloadPascal / Math.Sqrt(2) / Energy.ReferencePascal)) / 100 : 120;

    private readonly SoundLevelMeter meter = new(source.SampleRate, source.Range);
    private readonly MinuteOfSound minute = new();
    private readonly SoundEvents events = new();
    private readonly SamplePace pace = new();
    private float[] block = new float[source.SampleRate / SamplePace.BlocksPerSecond];
    private bool hasRead, afterGap, failing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        SoundLog.Listening(log, source.Name);
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await Step(stoppingToken);
            }
            catch (AudioSourceException e)
            {
                // Once, not every second: the missing records show the rest.
                if (!failing)
                    SoundLog.NoSound(log, source.Name, e.Message);
                failing = true;
                pace.Abandon();
                await Task.Delay(RetryAfter, time, stoppingToken);
            }
    }

    private async Task Step(CancellationToken token)
    {
        var (now, monotonic) = ReadClocks();
        switch (pace.Next(now, monotonic))
        {
            case PaceStep.Begin when !source.IsReady:
                pace.Abandon();
                await Task.Delay(OneMoment, time, token);
                break;
            case PaceStep.Begin:
                Begin();
                break;
            case PaceStep.Wait:
                // Whole milliseconds are all that a delay keeps; rounded down, the loop would spin.
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling((pace.Due - now).TotalMilliseconds)), time, token);
                break;
            case PaceStep.Read:
                await Read(token);
                break;
            case PaceStep.ReadAndEndSecond:
                await Read(token);
                EndSecond(pace.Second.AddSeconds(-1));
                break;
        }
    }

    /// <summary>Both clocks at one moment: to a process that was put aside between the two, the one would seem to have been set.</summary>
    private (DateTimeOffset Wall, TimeSpan Monotonic) ReadClocks()
    {
        while (true)
        {
            var (before, wall, after) = (time.GetElapsedTime(0), time.GetUtcNow(), time.GetElapsedTime(0));
            if (after - before < OneMoment)
                return (wall, after);
        }
    }

    private void Begin()
    {
        if (hasRead)
            SoundLog.SegmentBegins(log, source.Name, pace.SegmentStart);
        afterGap = hasRead;
        Send(minute.End());
        meter.Restart();
        events.Clear();
        source.Begin(pace.SegmentStart);
    }

    private async Task Read(CancellationToken token)
    {
        int? count;
        while ((count = source.SamplesUntil(pace.BlockEnd)) is null)
            await Task.Delay(AskAgain, time, token);
        if (block.Length < count)
            block = new float[count.Value];
        source.Read(block.AsSpan(0, count.Value));
        meter.Add(block.AsSpan(0, count.Value));
        ring.Add(pace.BlockEnd - SamplePace.Block, pace.BlockEnd, source.SampleRate, fullScaleDb, block.AsSpan(0, count.Value));
        (hasRead, failing) = (true, false);
    }

    private void EndSecond(DateTimeOffset start)
    {
        var second = meter.EndSecond();
        health.Add(second);
        outbox.Add(Streams.Noise, SoundRecords.Noise(start, second, afterGap, coarseBands: metered));
        Send(minute.Add(start, second));
        afterGap = false;
        foreach (var sound in events.Add(start.AddSeconds(1), second))
            outbox.Add(Streams.Sound, sound);
    }

    private void Send(NoiseMinuteRecord? ended)
    {
        if (ended is not null)
            outbox.Add(Streams.NoiseMinute, ended);
    }
}
