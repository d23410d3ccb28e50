namespace Solutions.Edge.Acoustics.Calibration;

/// <summary>Where a capture stands.</summary>
public enum CapturePhase
{
    /// <summary>No tone yet.</summary>
    Waiting,

    /// <summary>A tone has begun; F has not forgotten its beginning.</summary>
    Settling,

    /// <summary>The tone is being taken in.</summary>
    Capturing,

    /// <summary>Enough was captured, or the tone is over, or none came.</summary>
    Ended,
}

/// <summary>
/// Waits for the calibrator and takes its tone in, second by second. Whatever is loud enough is taken for it: what it is worth,
/// <see cref="CalibrationCheck"/> judges.
/// </summary>
/// <param name="nominalDb">Level of the calibrator in dB.</param>
public sealed class CalibrationCapture(double nominalDb)
{
    /// <summary>How long a tone is judged, in seconds.</summary>
    public const int Seconds = 10;

    /// <summary>The second in which the tone begins, and one more: by then F is within 0.002 dB of it.</summary>
    public const int SettlingSeconds = 2;

    /// <summary>How long it is waited for, in seconds.</summary>
    public const int LongestWait = 60;

    /// <summary>A sound that far below the calibrator's level is not its tone, in dB.</summary>
    public const double NearDb = 10;

    private readonly List<ToneSecond> captured = [];
    private int elapsed, settled;

    /// <summary>Level of the calibrator in dB.</summary>
    public double NominalDb { get; } = nominalDb;

    /// <summary>What was taken in.</summary>
    public IReadOnlyList<ToneSecond> Captured => captured;

    /// <summary>Greatest LZeq of any second so far in dB; null = no signal yet.</summary>
    public double? LoudestDb { get; private set; }

    /// <summary>Where it stands.</summary>
    public CapturePhase Phase { get; private set; }

    /// <summary>Takes in the next second.</summary>
    /// <param name="second">Null = without a signal.</param>
    /// <returns>Where it stands then.</returns>
    public CapturePhase Add(ToneSecond? second)
    {
        if (Phase == CapturePhase.Ended)
            return Phase;
        elapsed++;
        if (second?.TotalDb is { } total && !(total <= LoudestDb))
            LoudestDb = total;
        var near = second?.TotalDb >= NominalDb - NearDb;
        Phase = Phase switch
        {
            CapturePhase.Waiting when !near => elapsed < LongestWait ? CapturePhase.Waiting : CapturePhase.Ended,
            _ when !near => CapturePhase.Ended,
            _ when settled < SettlingSeconds => CapturePhase.Settling,
            _ => CapturePhase.Capturing,
        };
        if (Phase == CapturePhase.Settling)
            settled++;
        if (Phase == CapturePhase.Capturing)
            captured.Add(second!);
        return Phase = captured.Count == Seconds ? CapturePhase.Ended : Phase;
    }
}
