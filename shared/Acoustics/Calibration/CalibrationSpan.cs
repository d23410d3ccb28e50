namespace Solutions.Edge.Acoustics.Calibration;

/// <summary>When a check was made.</summary>
public enum CheckTime
{
    /// <summary>During a measurement that goes on: it ends one span and begins the next.</summary>
    Between,

    /// <summary>Before a measurement.</summary>
    Before,

    /// <summary>After a measurement.</summary>
    After,
}

/// <summary>An accepted check.</summary>
/// <param name="At">When.</param>
/// <param name="Microphone">Which microphone: checks of two show nothing of each other.</param>
/// <param name="SensitivityDbfs">What its sensitivity was found to be (<see cref="CalibrationCheck.NewSensitivityDbfs"/>).</param>
/// <param name="Time">Before, after or amid a measurement.</param>
public sealed record CalibrationPoint(DateTimeOffset At, string Microphone, double SensitivityDbfs, CheckTime Time);

/// <summary>What two checks show of the data between them.</summary>
public enum SpanVerdict
{
    /// <summary>There is no check after it yet.</summary>
    Open,

    /// <summary>The sensitivity held.</summary>
    Held,

    /// <summary>It drifted by more than <see cref="CalibrationSpan.DoubtDb"/>: to be recorded and looked into.</summary>
    Doubtful,

    /// <summary>It drifted by more than <see cref="CalibrationSpan.FailureDb"/>: not to be relied on.</summary>
    Failed,
}

/// <summary>The time between two checks of one microphone.</summary>
/// <param name="Before">The check at its start.</param>
/// <param name="After">The check at its end; null = not made yet.</param>
/// <remarks>The limits are common practice in the United Kingdom, not of a standard.</remarks>
public sealed record CalibrationSpan(CalibrationPoint Before, CalibrationPoint? After)
{
    /// <summary>Flag of a span whose data are in doubt.</summary>
    public const string DoubtFlag = "calibration-doubt";

    /// <summary>Drift in dB up to which data are good.</summary>
    public const double DoubtDb = 0.5;

    /// <summary>Drift in dB over which they are not to be relied on.</summary>
    public const double FailureDb = 1;

    /// <summary>By how much the microphone read higher at the end than at the start, in dB, to 0.01; null = still open.</summary>
    public double? DriftDb => After is null ? null : Math.Round(After.SensitivityDbfs - Before.SensitivityDbfs, 2);

    /// <summary>What the data between are worth.</summary>
    public SpanVerdict Verdict => DriftDb is not { } drift ? SpanVerdict.Open
        : Math.Abs(drift) > FailureDb ? SpanVerdict.Failed
        : Math.Abs(drift) > DoubtDb ? SpanVerdict.Doubtful : SpanVerdict.Held;

    /// <summary>True: its data carry <see cref="DoubtFlag"/>.</summary>
    public bool IsInDoubt => Verdict is SpanVerdict.Doubtful or SpanVerdict.Failed;

    /// <summary>The spans that checks enclose, in the order of their starts. A check after nothing encloses nothing.</summary>
    /// <param name="checks">Accepted checks in the order they were made; a device's clock may not know it.</param>
    public static IReadOnlyList<CalibrationSpan> Of(IEnumerable<CalibrationPoint> checks)
    {
        ArgumentNullException.ThrowIfNull(checks);
        var spans = new List<CalibrationSpan>();
        var open = new Dictionary<string, int>();
        foreach (var check in checks)
        {
            // One made before the next measurement shows nothing of a measurement that was never closed.
            if (open.Remove(check.Microphone, out var index) && check.Time != CheckTime.Before)
                spans[index] = spans[index] with { After = check };
            if (check.Time == CheckTime.After)
                continue;
            open[check.Microphone] = spans.Count;
            spans.Add(new(check, null));
        }
        return spans;
    }
}
