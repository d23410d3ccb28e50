using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Sound.Capture;

namespace Solutions.Edge.Agent.Setup;

/// <summary>The microphone itself. One that is in use by the running agent must be freed first: <c>systemctl stop solutions-agent</c>.</summary>
internal sealed class LiveSeconds : ICalibrationSound
{
    /// <summary>A calibration that nobody puts a calibrator to ends, in seconds.</summary>
    private const int Longest = 180;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20), Slice = TimeSpan.FromMilliseconds(50);

    private readonly Microphone microphone;
    private readonly TimeProvider time;
    private readonly CancellationToken stopping;
    private DateTimeOffset end;
    private int seconds;

    private LiveSeconds(Microphone microphone, TimeProvider time, CancellationToken stopping) =>
        (this.microphone, this.time, this.stopping) = (microphone, time, stopping);

    public string Name => microphone.Name;

    public int SampleRate => microphone.SampleRate;

    /// <summary>What is known of its capture now.</summary>
    public MicrophoneState State => microphone.State;

    public static LiveSeconds Of(SoundOptions sound, TimeProvider time) => Of(sound, () => AlsaPcm.Open(sound), time, CancellationToken.None);

    /// <param name="sound">Its figures.</param>
    /// <param name="open">Opens the card.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Ends a second that does not come.</param>
    public static LiveSeconds Of(SoundOptions sound, Func<IPcm> open, TimeProvider time, CancellationToken stopping) =>
        new(new(sound, open, time, NullLogger<Microphone>.Instance), time, stopping);

    public bool Read(Span<float> second)
    {
        if (seconds++ == 0)
        {
            WaitUntil(() => microphone.IsReady);
            microphone.Begin(end = time.GetUtcNow());
        }
        // As many samples as the meter takes for a second: a crystal's is a few more or less.
        for (var filled = 0; filled < second.Length;)
        {
            end += Slice;
            int? count = null;
            WaitUntil(() => (count = microphone.SamplesUntil(end)) is not null);
            var part = second[filled..Math.Min(second.Length, filled + count!.Value)];
            microphone.Read(part);
            filled += part.Length;
        }
        return seconds <= Longest;
    }

    public void Dispose() => microphone.Dispose();

    private void WaitUntil(Func<bool> ready)
    {
        while (!ready())
            Task.Delay(Moment, time, stopping).GetAwaiter().GetResult();
    }
}
