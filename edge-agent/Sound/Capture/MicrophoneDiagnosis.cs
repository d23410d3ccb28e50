using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Sound.Capture;

/// <summary>What is wrong with a microphone, by the last minute of what it gave.</summary>
internal sealed class MicrophoneDiagnosis
{
    /// <summary>Seconds that are looked back, and of them how many must show it.</summary>
    private const int Minute = 60, OfConstant = 3, OfClipping = 10, OfOffset = 30, OfHum = 50;

    /// <summary>Share of full scale: MEMS capsules have up to a few percent, a broken bias line more.</summary>
    private const double MostOffset = 0.1;

    /// <summary>A mains tone stands so far, in dB, over the third-octaves beside it; traffic and music do not for a whole minute.</summary>
    private const double HumDb = 10;

    /// <summary>The third-octave of 50 Hz.</summary>
    private const int Mains = 7;

    private readonly Queue<(bool Constant, bool Zero, bool Dead, bool Clipped, bool Offset, bool Hum)> seconds = new(Minute);

    /// <summary>Takes in a second.</summary>
    /// <param name="levels">As it was measured.</param>
    /// <param name="raw">As it came; null = not known yet.</param>
    /// <returns>A state of <c>heartbeat</c>.</returns>
    public string Add(SecondLevels levels, RawSecond? raw)
    {
        if (seconds.Count == Minute)
            seconds.Dequeue();
        var constant = raw is { } r && r.Least >= r.Greatest;
        seconds.Enqueue((constant, constant && raw!.Value.Greatest == 0, levels.Flags.Contains(SecondLevels.NoSignal),
            levels.Flags.Contains(SecondLevels.Overload), raw is { } mean && Math.Abs(mean.Mean) > MostOffset, Hums(levels)));
        var last = seconds.TakeLast(OfConstant).ToList();
        return last.Count == OfConstant && last.TrueForAll(s => s.Zero) ? Silent
            : last.Count == OfConstant && last.TrueForAll(s => s.Constant) ? Stuck
            : last.Count == OfConstant && last.TrueForAll(s => s.Dead) ? Silent
            : seconds.Count(s => s.Clipped) >= OfClipping ? Clipping
            : seconds.Count(s => s.Offset) >= OfOffset ? Offset
            : seconds.Count(s => s.Hum) >= OfHum ? Humming
            : Ok;
    }

    public const string Ok = "ok", Lost = "lost", Silent = "silent", Stuck = "stuck", Clipping = "clipping", Offset = "offset", Humming = "humming";

    /// <summary>What it is, its likely cause and its cure.</summary>
    public static string Words(string state) => state switch
    {
        Silent => "it is silent: less than a microphone's own noise comes. "
            + "Check its supply and data line, the channel (left or right) and that the card's input is not muted",
        Stuck => "it is stuck: every sample has the same value. Check its clock and data lines, then restart the device",
        Clipping => "it clips: at least 10 of the last 60 s reached the end of its scale. "
            + "Turn the card's input gain down, or take a microphone for louder places",
        Offset => "its samples are off zero by over a tenth of full scale: a bias or ground line is broken, or water is in it",
        Humming => "it hums at the mains' 50 Hz: keep its cable from mains cables, ground the enclosure, try another power supply",
        _ => "it is well",
    };

    private static bool Hums(SecondLevels levels) => levels.Bands is { Count: > Mains + 1 } bands
        && bands[Mains] is { } mains && bands[Mains - 1] is { } below && bands[Mains + 1] is { } above && mains - Math.Max(below, above) >= HumDb;
}
