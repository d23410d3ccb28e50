using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Sound.Capture;

/// <summary>What is wrong with a microphone, by the last minute of what it gave.</summary>
/// <param name="span">Seconds that are looked back, 3 or more.</param>
internal sealed class MicrophoneDiagnosis(int span = 60)
{
    /// <summary>Seconds, one right after the other, that must show it.</summary>
    private const int OfConstant = 3;

    /// <summary>Of the seconds that are looked back, how many must show it: a sixth, half, five sixths.</summary>
    private readonly int ofClipping = (span + 5) / 6, ofOffset = (span + 1) / 2, ofHum = (5 * span + 5) / 6;

    /// <summary>Share of full scale: MEMS capsules have up to a few percent, a broken bias line more.</summary>
    private const double MostOffset = 0.1;

    /// <summary>A mains tone stands so far, in dB, over the third-octaves beside it; traffic and music do not for a whole minute.</summary>
    private const double HumDb = 10;

    /// <summary>The third-octave of 50 Hz.</summary>
    private const int Mains = 7;

    private readonly Queue<(bool Constant, bool Zero, bool Dead, bool Clipped, bool Offset, bool Hum)> seconds = new(span);

    /// <summary>Takes in a second.</summary>
    /// <param name="levels">As it was measured.</param>
    /// <param name="raw">As it came; null = not known yet.</param>
    /// <returns>A state of <c>heartbeat</c>.</returns>
    public string Add(SecondLevels levels, RawSecond? raw)
    {
        if (seconds.Count == span)
            seconds.Dequeue();
        var constant = raw is { } r && r.Least >= r.Greatest;
        seconds.Enqueue((constant, constant && raw!.Value.Greatest == 0, levels.Flags.Contains(SecondLevels.NoSignal),
            levels.Flags.Contains(SecondLevels.Overload), raw is { } mean && Math.Abs(mean.Mean) > MostOffset, Hums(levels)));
        var last = seconds.TakeLast(OfConstant).ToList();
        return last.Count == OfConstant && last.TrueForAll(s => s.Zero) ? Silent
            : last.Count == OfConstant && last.TrueForAll(s => s.Constant) ? Stuck
            : last.Count == OfConstant && last.TrueForAll(s => s.Dead) ? Silent
            : seconds.Count(s => s.Clipped) >= ofClipping ? Clipping
            : seconds.Count(s => s.Offset) >= ofOffset ? Offset
            : seconds.Count(s => s.Hum) >= ofHum ? Humming
            : Ok;
    }

    public const string Ok = "ok", Lost = "lost", Silent = "silent", Stuck = "stuck", Clipping = "clipping", Offset = "offset", Humming = "humming";

    /// <summary>What it is, its likely cause and its cure.</summary>
    public static string Words(string state) => state switch
    {
        Silent => "it is silent: less than a microphone's own noise comes. "
            + "Check its supply and data line, the channel (left or right) and that the card's input is not muted",
        Stuck => "it is stuck: every sample has the same value. Check its clock and data lines, then restart the device",
        Clipping => "it clips: a sixth or more of the last seconds reached the end of its scale. "
            + "Turn the card's input gain down, or take a microphone for louder places",
        Offset => "its samples are off zero by over a tenth of full scale: a bias or ground line is broken, or water is in it",
        Humming => "it hums at the mains' 50 Hz: keep its cable from mains cables, ground the enclosure, try another power supply",
        _ => "it is well",
    };

    private static bool Hums(SecondLevels levels) => levels.Bands is { Count: > Mains + 1 } bands
        && bands[Mains] is { } mains && bands[Mains - 1] is { } below && bands[Mains + 1] is { } above && mains - Math.Max(below, above) >= HumDb;
}
