using System.Globalization;
using Solutions.Edge.Acoustics.Calibration;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>The checks of a microphone that a night lies between, and what they show of it. Pure.</summary>
/// <param name="Before">The last before it; null = there is none that holds for it.</param>
/// <param name="After">The first after it; null = there is none yet.</param>
/// <param name="DriftDb">By how much the microphone read higher at the end than at the start, in dB; of several spans the greatest; null = not known.</param>
internal sealed record NightChecks(MicrophoneCheck? Before, MicrophoneCheck? After, double? DriftDb)
{
    public static NightChecks None { get; } = new(null, null, null);

    public bool Any => Before is not null || After is not null;

    /// <summary>Both are there, and the microphone held.</summary>
    public bool Hold => DriftDb is { } drift && Math.Abs(drift) <= CalibrationSpan.DoubtDb;

    /// <summary>Both are there, and it did not hold.</summary>
    public bool AreInDoubt => DriftDb is not null && !Hold;

    /// <summary>Of IEC 60942, the poorer of both; null = one of them is not known.</summary>
    public int? CalibratorClass => Classes is { Count: > 0 } classes && classes.TrueForAll(c => c is not null) ? classes.Max() : null;

    private List<int?> Classes => [.. new[] { Before, After }.OfType<MicrophoneCheck>().Select(c => c.CalibratorClass)];

    public string Words => this switch
    {
        { Before: { } before, After: { } after, DriftDb: { } drift } => $"Checked before ({before.Words}) and after ({after.Words}): drift "
            + string.Create(CultureInfo.InvariantCulture, $"{drift:+0.00;-0.00;0.00} dB") + Worth(drift),
        { Before: { } before } => $"Checked before ({before.Words}), and not after it yet: by how much it drifted is not known.",
        { After: { } after } => $"Not checked before; checked after ({after.Words}): whether it read so in this night is not known.",
        _ => "No check of the microphone by a calibrator is known.",
    };

    /// <summary>The same in few words, where the checks themselves stand beside it.</summary>
    public string Summary => this switch
    {
        { Before: { } before, After: { } after, DriftDb: { } drift } => string.Create(CultureInfo.InvariantCulture,
            $"checked {before.At.UtcDateTime:yyyy-MM-dd} and {after.At.UtcDateTime:yyyy-MM-dd}, drift {drift:+0.00;-0.00;0.00} dB"),
        { Before: { } before } => string.Create(CultureInfo.InvariantCulture, $"checked {before.At.UtcDateTime:yyyy-MM-dd}, and not after the night"),
        { After: { } after } => string.Create(CultureInfo.InvariantCulture, $"not checked before the night; checked {after.At.UtcDateTime:yyyy-MM-dd}"),
        _ => "not checked",
    };

    /// <param name="checks">Of one device.</param>
    /// <param name="from">The night's beginning.</param>
    /// <param name="to">Its end.</param>
    public static NightChecks Of(IEnumerable<MicrophoneCheck> checks, DateTimeOffset from, DateTimeOffset to)
    {
        var all = checks.OrderBy(c => c.At).ToList();
        var chains = all.GroupBy(c => c.Point.Microphone).Select(g => Chain([.. g], from, to)).Where(c => c.Any).ToList();
        // What the device delivered comes before what somebody typed, and what is whole before what is not.
        return chains.OrderByDescending(c => c.DriftDb is not null).ThenBy(c => (c.Before ?? c.After)!.IsNoted).ThenByDescending(c => c.Before?.At)
            .FirstOrDefault() ?? None;
    }

    /// <summary>The night's seconds, each in doubt if the microphone did not hold.</summary>
    public IReadOnlyList<NoiseReading> Doubt(IReadOnlyList<NoiseReading> seconds) =>
        AreInDoubt ? [.. seconds.Select(s => s with { Flags = [.. s.Flags, CalibrationSpan.DoubtFlag] })] : seconds;

    /// <summary>Spans of one microphone that reach into the night, as long as each begins where the one before it ends.</summary>
    private static NightChecks Chain(List<MicrophoneCheck> checks, DateTimeOffset from, DateTimeOffset to)
    {
        var of = new Dictionary<CalibrationPoint, MicrophoneCheck>(ReferenceEqualityComparer.Instance);
        checks.ForEach(c => of[c.Point] = c);
        var spans = CalibrationSpan.Of(checks.Select(c => c.Point)).Where(s => s.Before.At < to && (s.After is null || s.After.At > from)).ToList();
        if (spans.Count == 0 || spans[0].Before.At > from)
            return new(null, checks.Find(c => c.At >= to), null);
        var isWhole = spans.Zip(spans.Skip(1)).All(p => ReferenceEquals(p.First.After, p.Second.Before)) && spans[^1].After?.At >= to;
        return new(of[spans[0].Before], isWhole ? of[spans[^1].After!] : null, isWhole ? spans.MaxBy(s => Math.Abs(s.DriftDb!.Value))!.DriftDb : null);
    }

    private static string Worth(double drift) => Math.Abs(drift) switch
    {
        > CalibrationSpan.FailureDb => string.Create(CultureInfo.InvariantCulture,
            $", more than {CalibrationSpan.FailureDb:0.0} dB: by common practice the levels of this night are not to be relied on."),
        > CalibrationSpan.DoubtDb => string.Create(CultureInfo.InvariantCulture,
            $", more than {CalibrationSpan.DoubtDb:0.0} dB: the levels of this night are in doubt."),
        _ => string.Create(CultureInfo.InvariantCulture, $", at most {CalibrationSpan.DoubtDb:0.0} dB."),
    };
}
