using System.Globalization;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Sound.Capture;

/// <summary>
/// A live microphone. A thread of its own takes every sample from the card at once; what the card lost is marked, and a microphone that comes back is
/// opened again by itself.
/// </summary>
internal sealed class Microphone : IAudioSource, IDisposable
{
    /// <summary>How long samples are kept for a reader that is put aside, in seconds.</summary>
    private const int KeptSeconds = 12;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1), Exact = TimeSpan.FromMilliseconds(1), BetweenLines = TimeSpan.FromMinutes(1),
        LongestGoodbye = TimeSpan.FromSeconds(3);

    private readonly Func<IPcm> open;
    private readonly int channel;
    private readonly double pascalPerFullScale;
    private readonly TimeProvider time;
    private readonly ILogger<Microphone> log;
    private readonly Lock access = new();
    private readonly CancellationTokenSource stop = new();
    private readonly SampleRing ring;
    private readonly RawSeconds raw;
    private SampleClock clock;
    private Task? capturing;
    private TimeSpan? wallAhead, lastLine;
    private long next, overruns, lost, shortReads;
    private int opened, followed;
    private bool isLive;
    private string? fault;

    /// <param name="sound">Its figures.</param>
    /// <param name="open">Opens the card, or states in an <see cref="AudioSourceException"/> why it cannot.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Says what was lost.</param>
    public Microphone(SoundOptions sound, Func<IPcm> open, TimeProvider time, ILogger<Microphone> log)
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"{sound.Device} at {sound.SensitivityDbfs:0.00} dBFS");
        (SampleRate, channel, this.open, this.time, this.log) = (sound.Rate, sound.ChannelIndex, open, time, log);
        Range = MeasuringRange.Of(sound.SensitivityDbfs, sound.SelfNoiseDba);
        pascalPerFullScale = Sensitivity.PascalPerFullScale(sound.SensitivityDbfs);
        (ring, clock, raw) = (new(KeptSeconds * SampleRate), new(SampleRate), new(SampleRate));
    }

    public string Name { get; }

    public int SampleRate { get; }

    public MeasuringRange Range { get; }

    public bool IsReady
    {
        get
        {
            capturing ??= Task.Factory.StartNew(Capture, stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            lock (access)
                return fault is null ? isLive : throw new AudioSourceException(fault);
        }
    }

    /// <summary>What is known of its capture now.</summary>
    public MicrophoneState State
    {
        get
        {
            lock (access)
                return new(clock.PartsPerMillion, clock.ErrorSeconds * 1000, overruns, lost, shortReads, raw.Last, fault);
        }
    }

    public void Begin(DateTimeOffset instant)
    {
        lock (access)
            (next, followed) = (Math.Max(ring.Oldest, clock.IndexAt(MonotonicOf(instant))), opened);
    }

    public int? SamplesUntil(DateTimeOffset instant)
    {
        lock (access)
        {
            if (fault is not null || followed != opened)
                throw new AudioSourceException(fault ?? "it was gone and is back");
            var until = clock.IndexAt(MonotonicOf(instant));
            return until > ring.End ? null : (int)Math.Max(0, until - next);
        }
    }

    public void Read(Span<float> pascal)
    {
        lock (access)
        {
            ring.CopyTo(next, pascal);
            next += pascal.Length;
        }
    }

    public void Dispose()
    {
        stop.Cancel();
        // A driver that hangs must not keep the agent from ending.
        capturing?.Wait(LongestGoodbye);
    }

    private void Capture()
    {
        while (!stop.IsCancellationRequested)
            try
            {
                using var pcm = open();
                Listen(pcm);
            }
            catch (AudioSourceException e)
            {
                lock (access)
                    (fault, isLive) = (e.Message, false);
                stop.Token.WaitHandle.WaitOne(RetryAfter);
            }
    }

    private void Listen(IPcm pcm)
    {
        lock (access)
            (clock, isLive, fault, opened) = (new(SampleRate), false, null, opened + 1);
        var samples = new float[SampleRate / 20];
        var frames = new byte[samples.Length * pcm.Channels * pcm.Format.Bytes];
        while (!stop.IsCancellationRequested)
        {
            var read = pcm.Read(frames);
            var now = time.GetElapsedTime(0);
            var captured = samples.AsSpan(0, read.Frames);
            pcm.Format.Convert(frames, pcm.Channels, channel, captured);
            lock (access)
                if (read.Overrun)
                    Overrun(now);
                else if (!captured.IsEmpty)
                    Take(captured, read.Waiting, now);
        }
    }

    private void Take(Span<float> captured, long waiting, TimeSpan now)
    {
        if (captured.Length < SampleRate / 20 && waiting > 0)
            shortReads++;
        raw.Add(captured);
        foreach (ref var sample in captured)
            sample = (float)(sample * pascalPerFullScale);
        ring.Add(captured);
        switch (clock.Observe(ring.End + waiting, now))
        {
            case SampleDrift.Lost:
                Lose((long)(clock.ErrorSeconds * SampleRate), now);
                break;
            case SampleDrift.TooMany:
                throw new AudioSourceException(FormattableString.Invariant(
                    $"it gave {-clock.ErrorSeconds:0.00} s more of samples than time passed at {SampleRate} Hz; sound.rate must be the rate it captures at"));
        }
        isLive |= clock.IsSettled;
    }

    private void Overrun(TimeSpan now)
    {
        overruns++;
        if (!isLive)
            return;
        Lose(clock.IndexAt(now) - ring.End, now);
        clock.Settle(now);
    }

    /// <summary>Marks what was not delivered; less than the shortest loss that the meter can see takes real samples with it.</summary>
    private void Lose(long count, TimeSpan now)
    {
        if (count > KeptSeconds * (long)SampleRate)
            throw new AudioSourceException(FormattableString.Invariant($"it gave nothing for {count / SampleRate} s"));
        count = Math.Max(0, count);
        var shortest = SampleRate / 100 + 1;
        ring.AddLost(count);
        if (count < shortest)
            ring.Lose(shortest);
        lost += Math.Max(count, shortest);
        if (lastLine is { } last && now - last < BetweenLines)
            return;
        lastLine = now;
        SoundLog.SamplesLost(log, Name, Math.Max(count, shortest) * 1000.0 / SampleRate, overruns);
    }

    private TimeSpan MonotonicOf(DateTimeOffset instant)
    {
        var (before, wall, after) = (time.GetElapsedTime(0), time.GetUtcNow(), time.GetElapsedTime(0));
        // Put aside between the two clocks, one of them would seem to have been set.
        if (wallAhead is null || after - before < Exact)
            wallAhead = wall - DateTimeOffset.UnixEpoch - after;
        return instant - DateTimeOffset.UnixEpoch - wallAhead.Value;
    }
}
