using System.Globalization;
using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>The gate is struck some times, and each blow must be felt.</summary>
/// <param name="name">As in the sheet.</param>
/// <param name="instruction">What to do.</param>
/// <param name="longest">After so long it ends amber.</param>
/// <param name="isSlam">True: each blow is a closing, felt or not; false: the gate is shut all along.</param>
internal sealed class ShockStep(string name, string instruction, TimeSpan longest, bool isSlam)
    : WalkStep(name, instruction, longest, Sensor.Gate, Sensor.Shock)
{
    public const int Times = 3;

    /// <summary>At the end of the sensor's range, in g.</summary>
    private const double MostG = 15.5;

    /// <summary>What follows a blow for so long is of the same; a slam is felt so long before and after its contact closes.</summary>
    private static readonly TimeSpan OneBlow = TimeSpan.FromSeconds(1), NearClosing = TimeSpan.FromSeconds(1.5);

    private readonly List<ShockSignal> blows = [];
    private readonly List<DateTimeOffset> closings = [];
    private bool? isClosed;
    private int openings;

    /// <summary>The greatest of each blow, in g; 0 = a slam that was not felt.</summary>
    public IReadOnlyList<double> Peaks => [.. (isSlam ? closings.Select(c => blows.Where(b => (b.At - c).Duration() <= NearClosing).Max(b => (double?)b.G) ?? 0)
        : blows.Select(b => b.G)).Take(Times).Select(g => Math.Round(g, 2))];

    protected override string Seen => Peaks is { Count: > 0 } peaks
        ? string.Create(CultureInfo.InvariantCulture, $"{peaks[^1]:0.0} g, {peaks.Count} of {Times}")
        : isClosed == false && !isSlam ? "the gate reads open: shut it" : $"0 of {Times}";

    protected override (IReadOnlyList<double> Values, string? Unit) Measured => (Peaks, "g");

    protected override void Start(IReadOnlyDictionary<string, bool> levels)
    {
        if (levels.TryGetValue("contact", out var closed))
            isClosed = closed;
    }

    protected override void Take(Signal signal)
    {
        switch (signal)
        {
            case LineSignal { Line: "contact" } contact:
                if (isClosed == false && contact.Active && isSlam)
                    closings.Add(contact.At);
                if (isClosed == true && !contact.Active)
                    openings++;
                isClosed = contact.Active;
                break;
            case ShockSignal shock when isSlam || isClosed != false:
                if (blows.Count == 0 || shock.At - blows[^1].At > OneBlow)
                    blows.Add(shock);
                else if (shock.G > blows[^1].G)
                    // Its time stays: a gate that is shaken on and on is a blow a second.
                    blows[^1] = blows[^1] with { G = shock.G };
                break;
        }
    }

    protected override StepEnd? Judge(DateTimeOffset now)
    {
        var peaks = Peaks;
        if (peaks.Count < Times || now - (isSlam ? closings[Times - 1] : blows[Times - 1].At) < NearClosing)
            return null;
        if (peaks.Any(g => g < ShockOptions.FloorG))
            return Amber(string.Create(CultureInfo.InvariantCulture,
                $"{peaks.Count(g => g < ShockOptions.FloorG)} of {Times} slams were not felt (under {ShockOptions.FloorG} g): ")
                + "the sensor is loose, or not on what is struck; screw it to the leaf's frame or the post, metal on metal");
        if (!isSlam && openings > 0)
            return Amber($"the contact opened {openings} x meanwhile: the gate has too much play, or the magnet is at the end of its reach; "
                + "move the magnet nearer, or pack the keep");
        var words = string.Join(", ", peaks.Select(g => g.ToString("0.0", CultureInfo.InvariantCulture))) + " g";
        return Green(peaks.Max() >= MostG ? $"{words}: the sensor's range ends at 16 g" : words);
    }

    protected override string Late() => (isSlam, isClosed, Peaks.Count) switch
    {
        (true, _, 0) when blows.Count > 0 => "shocks were felt, and the contact never closed; see the contact's step",
        (_, _, > 0 and var count) => $"{count} of {Times} came",
        (true, _, _) => "the gate was not slammed, or the contact does not change; see the contact's step",
        (_, false, _) => "the gate reads open; it must be shut",
        _ => FormattableString.Invariant($"nothing over {ShockOptions.FloorG} g was felt: the sensor is loose, or not on what is struck; screw it to metal"),
    };
}
