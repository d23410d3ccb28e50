using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Agent.Sound.Capture;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Sound.Capture;

/// <summary>A live microphone over a card of the test: what it loses is marked, and one that is gone comes back by itself.</summary>
public sealed class MicrophoneTests : IDisposable
{
    private const int Rate = 48_000;

    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Start);
    private readonly CollectedLog<Microphone> log = new();
    private readonly Card card;
    private readonly Microphone microphone;

    public MicrophoneTests()
    {
        card = new(time);
        microphone = new(new SoundOptions { Device = "hw:test" }, card.Open, time, log);
    }

    public void Dispose()
    {
        card.End();
        microphone.Dispose();
    }

    [Fact]
    public void A_second_has_as_many_samples_as_the_crystal_gave_it()
    {
        card.PartsPerMillion = 80;
        Until(40);
        Assert.Equal(80, microphone.State.RatePpm, 5.0);
        microphone.Begin(Start.AddSeconds(30));
        var counts = Enumerable.Range(31, 8).Select(s => Take(s).Length).ToList();
        Assert.All(counts, n => Assert.InRange(n, 48_002, 48_006));
        Assert.Equal((0, 0L), (counts.Sum(n => n == 48_000 ? 1 : 0), microphone.State.LostSamples));
    }

    [Fact]
    public void What_an_overrun_lost_is_marked_so_that_the_meter_counts_it_as_no_sound()
    {
        Until(10);
        card.Lose(TimeSpan.FromSeconds(0.3));
        Until(20);
        microphone.Begin(Start.AddSeconds(9));
        var (meter, seconds) = (new SoundLevelMeter(), new List<SecondLevels>());
        for (var s = 10; s < 14; s++)
        {
            meter.Add(Take(s));
            seconds.Add(meter.EndSecond());
        }
        Assert.Equal((1L, 14_400.0), (microphone.State.Overruns, Math.Round(microphone.State.LostSamples / 100.0) * 100));
        Assert.Equal(14_400, seconds[1].Lost, 200.0);
        Assert.Equal([0, 0, 0], seconds.Where((_, i) => i != 1).Select(s => s.Lost));
        Assert.All(seconds, s => Assert.Equal(94, s.LAeq!.Value, 0.1));
        Assert.Contains(log.Lines, l => l.Text.Contains("lost 300 ms of sound", StringComparison.Ordinal));
    }

    [Fact]
    public void One_that_is_unplugged_says_so_and_is_opened_again_when_it_is_back()
    {
        Until(5);
        microphone.Begin(Start.AddSeconds(4));
        card.Unplug("microphone hw:test was unplugged");
        var gone = Assert.Throws<AudioSourceException>(() => Spin(() => microphone.SamplesUntil(Start.AddSeconds(5)) is null));
        Assert.Equal("microphone hw:test was unplugged", gone.Message);
        Assert.Equal(gone.Message, microphone.State.Fault);

        card.PlugIn();
        Until(12);
        Assert.Null(microphone.State.Fault);
        // What was begun before the gap is over: a new segment must begin.
        Assert.Throws<AudioSourceException>(() => microphone.SamplesUntil(Start.AddSeconds(11)));
        microphone.Begin(Start.AddSeconds(10));
        Assert.Equal(Rate, Take(11).Length, 2.0);
    }

    private static void Spin(Func<bool> goesOn) => Assert.True(SpinWait.SpinUntil(() => !goesOn(), TimeSpan.FromSeconds(30)));

    /// <summary>The card delivers until this second, and the microphone has taken it all.</summary>
    private void Until(double second)
    {
        card.Until(TimeSpan.FromSeconds(second));
        Spin(() => !Ready() || !card.HasDelivered);
    }

    private bool Ready()
    {
        try
        {
            return microphone.IsReady;
        }
        catch (AudioSourceException)
        {
            return false;
        }
    }

    private float[] Take(int untilSecond)
    {
        var pascal = new float[microphone.SamplesUntil(Start.AddSeconds(untilSecond))!.Value];
        microphone.Read(pascal);
        return pascal;
    }

    /// <summary>A card with a 94 dB tone on it. Its time is the test's: it advances by what it delivers.</summary>
    private sealed class Card(FakeTimeProvider time) : IPcm
    {
        private readonly Lock access = new();
        private TimeSpan until;
        private double captured;
        private long delivered;
        private bool overrun, ended, asked;
        private string? gone;

        public double PartsPerMillion { get; set; }

        public PcmFormat Format => PcmFormat.All[0];

        public int Channels => 1;

        /// <summary>True once it is asked for what comes after: what it gave before has been taken.</summary>
        public bool HasDelivered
        {
            get
            {
                lock (access)
                    return Now >= until && asked;
            }
        }

        private TimeSpan Now => time.GetUtcNow() - Start;

        public Card Open() => this;

        public void Until(TimeSpan second)
        {
            lock (access)
                until = second;
        }

        public void Lose(TimeSpan span)
        {
            lock (access)
            {
                time.Advance(span);
                (overrun, captured) = (true, captured + span.TotalSeconds * Rate);
                delivered = (long)captured;
            }
        }

        public void Unplug(string why)
        {
            lock (access)
                gone = why;
        }

        public void PlugIn()
        {
            lock (access)
                gone = null;
        }

        public void End()
        {
            lock (access)
                ended = true;
        }

        public PcmRead Read(Span<byte> frames)
        {
            SpinWait.SpinUntil(() =>
            {
                lock (access)
                    return !(asked = !(Now < until)) || ended || gone is not null || overrun;
            });
            lock (access)
            {
                if (ended)
                    return default;
                if (gone is not null)
                    throw new AudioSourceException(gone);
                if (overrun)
                {
                    overrun = false;
                    return new(0, 0, true);
                }
                time.Advance(TimeSpan.FromSeconds(0.05));
                captured += 0.05 * Rate * (1 + PartsPerMillion * 1e-6);
                var count = (int)Math.Min((long)captured - delivered, frames.Length / 4);
                for (var i = 0; i < count; i++)
                    BitConverter.TryWriteBytes(frames[(i * 4)..], (int)(0.05012 * int.MaxValue * Math.Sin(2 * Math.PI * 1000 * (delivered + i) / Rate)));
                delivered += count;
                return new(count, (long)captured - delivered, false);
            }
        }

        public void Dispose()
        {
        }
    }
}
