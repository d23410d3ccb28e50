using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Contracts;
using Solutions.Edge.Agent.Tests.Evidence;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Sound;

public class SoundLevelWorkerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 55, 400, TimeSpan.Zero);
    private readonly SteppedTime time = new(Start);

    [Fact]
    public async Task Every_second_has_a_record_and_every_minute_that_ended_or_broke_off_another()
    {
        // From 23:00:56 on; the microphone is gone for two seconds from 23:01:20.
        var records = await RunAsync(new ToneSource { FailsFrom = 24 * Listening.Rate, FailsTimes = 2 }, seconds: 70);
        var seconds = records.OfType<NoiseRecord>().Select(r => r.T).ToList();
        var minutes = records.OfType<NoiseMinuteRecord>().ToList();
        Assert.Equal([Minute(0), Minute(1), Minute(1)], minutes.Select(m => m.T));
        var captured = minutes.Select(m => (int)Math.Round(m.Capture * 0.6)).ToList();
        Assert.Equal([4, 20], captured.Take(2));
        Assert.InRange(captured[2], 30, 38);
        Assert.Equal(seconds.Count(t => t < Minute(2)), captured.Sum());
        // A segment's first second has no readings: in it F still rises.
        Assert.Equal([300, 2000, 100 * (captured[2] - 1)], minutes.Select(m => m.Histogram!.Counts.Sum()));
        Assert.All(minutes, m => Assert.Equal(94, m.LAeq!.Value, 0.1));
    }

    [Theory]
    [InlineData(94, "")]
    [InlineData(120.5, "overload")]
    [InlineData(33, "under-range")]
    public async Task What_lies_outside_the_microphones_range_is_flagged_and_counted(double levelDb, string flag)
    {
        var records = await RunAsync(new ToneSource { LevelDb = levelDb }, seconds: 10);
        var seconds = records.OfType<NoiseRecord>().ToList();
        Assert.All(seconds, s => Assert.Equal(flag, string.Join(' ', s.Flags)));
        Assert.All(seconds, s => Assert.Equal(levelDb, s.LAeq!.Value, 0.1));
        // The onset of a tone overshoots in the C network.
        Assert.All(seconds.Skip(1), s => Assert.Equal(levelDb + 3.01, s.LCpeak!.Value, 0.1));
        var minute = records.OfType<NoiseMinuteRecord>().First();
        Assert.Equal((flag == "overload" ? 4 : 0, flag == "under-range" ? 4 : 0), (minute.OverloadSeconds, minute.UnderRangeSeconds));
    }

    [Theory]
    [InlineData(16_000)]
    [InlineData(44_100)]
    [InlineData(96_000)]
    public async Task A_source_is_measured_at_its_own_sample_rate(int rate)
    {
        var seconds = (await RunAsync(new ToneSource { SampleRate = rate }, seconds: 4)).OfType<NoiseRecord>().ToList();
        Assert.True(seconds.Count >= 3);
        Assert.All(seconds, s => Assert.Equal(rate, s.N));
        Assert.Equal(94, seconds[^1].LAeq!.Value, 0.02);
    }

    [Fact]
    public async Task No_second_is_given_up_when_the_process_is_put_aside_while_it_reads_its_clocks()
    {
        time.HoldUpAt = Start.AddSeconds(4);
        var seconds = (await RunAsync(new ToneSource(), seconds: 10)).OfType<NoiseRecord>().Select(r => r.T).ToList();
        Assert.True(seconds.Count >= 10);
        Assert.Equal(Enumerable.Range(0, seconds.Count).Select(i => seconds[0].AddSeconds(i)), seconds);
    }

    private static DateTimeOffset Minute(int n) => new(2026, 11, 23, 23, n, 0, TimeSpan.Zero);

    private async Task<IReadOnlyList<UpRecord>> RunAsync(IAudioSource source, int seconds)
    {
        using var outbox = TestOutbox.Create(time);
        using var home = new SoundHome(time);
        using var worker = new SoundLevelWorker(
            source, metered: false, new SoundHealth(null, new CollectedLog<SoundHealth>()), home.Ring, outbox, time, new CollectedLog<SoundLevelWorker>());
        await worker.StartAsync(CancellationToken.None);
        for (var waits = 0; waits <= seconds; waits++)
        {
            // The worker has done all that is due once it waits again.
            Assert.True(SpinWait.SpinUntil(() => time.Waits > waits, TimeSpan.FromSeconds(30)));
            time.Advance(TimeSpan.FromSeconds(1));
        }
        await worker.StopAsync(CancellationToken.None);
        return outbox.TakeAll();
    }

    /// <summary>Counts how often somebody began to wait; can hold up the caller.</summary>
    private sealed class SteppedTime(DateTimeOffset start) : FakeTimeProvider(start)
    {
        private int waits;

        public int Waits => Volatile.Read(ref waits);

        /// <summary>When it is first asked the time after this, three seconds pass before the answer.</summary>
        public DateTimeOffset? HoldUpAt { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            var now = base.GetUtcNow();
            if (now >= HoldUpAt)
            {
                HoldUpAt = null;
                Advance(TimeSpan.FromSeconds(3));
            }
            return now;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Interlocked.Increment(ref waits);
            return timer;
        }
    }

    /// <summary>94 dB at 1 kHz; fails a number of times when it comes to one sample.</summary>
    private sealed class ToneSource : IAudioSource
    {
        private long sample;

        public string Name => "tone";

        public int SampleRate { get; init; } = Listening.Rate;

        public double LevelDb { get; init; } = 94;

        public MeasuringRange Range { get; } = MeasuringRange.Of(-26, selfNoiseDb: 29);

        public long FailsFrom { get; init; }

        public int FailsTimes { get; set; }

        public void Begin(DateTimeOffset instant)
        {
        }

        public void Read(Span<float> pascal)
        {
            if (sample >= FailsFrom && FailsTimes-- > 0)
                throw new AudioSourceException("the plug is out");
            foreach (ref var p in pascal)
                p = (float)(Math.Sqrt(2) * Energy.ReferencePascal * Math.Pow(10, LevelDb / 20) * Math.Sin(2 * Math.PI * 1000 * sample++ / SampleRate));
        }
    }
}
