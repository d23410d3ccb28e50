using System.Globalization;
using Solutions.Edge.Acoustics.Calibration;

namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>A calibrator is put on the microphone: its level must be read. Nothing is set by it; that is what calibrate is for.</summary>
/// <param name="instruction">What to do.</param>
/// <param name="longest">How long the tone is waited for; it is then listened to for as long as it takes.</param>
/// <param name="levelDb">What the calibrator gives.</param>
/// <param name="sensitivityDbfs">By which the microphone is read.</param>
/// <param name="isHome">True: the levels of what is not the calibrator are personal data, and stay here.</param>
internal sealed class CalibratorStep(string instruction, TimeSpan longest, double levelDb, double sensitivityDbfs, bool isHome)
    : WalkStep("calibrator", instruction, longest + Listening, Sensor.Microphone)
{
    private static readonly TimeSpan Listening = TimeSpan.FromSeconds(CalibrationCapture.SettlingSeconds + CalibrationCapture.Seconds + 3);

    private readonly CalibrationCapture capture = new(levelDb);
    private ToneSecond? last;
    private CalibrationCheck? check;

    protected override string Seen => last is null ? "no signal"
        : isHome && capture.Captured.Count == 0 ? "waiting for the tone"
        : string.Create(CultureInfo.InvariantCulture, $"{last.TotalDb:0.0} dB, {last.Hertz:0} Hz")
            + (capture.Captured.Count > 0 ? $", {capture.Captured.Count} of {CalibrationCapture.Seconds} s" : "");

    protected override (IReadOnlyList<double> Values, string? Unit) Measured => check?.MeasuredDb is { } db ? ([Math.Round(db, 2)], "dB") : ([], null);

    protected override void Start(IReadOnlyDictionary<string, bool> levels)
    {
    }

    protected override void Take(Signal signal)
    {
        if (signal is not ToneSignal tone || capture.Phase == CapturePhase.Ended)
            return;
        last = tone.Second;
        if (capture.Add(tone.Second) == CapturePhase.Ended)
            check = CalibrationCheck.Judge(capture, sensitivityDbfs);
    }

    protected override StepEnd? Judge(DateTimeOffset now) => check switch
    {
        null => null,
        { IsAccepted: false } => Amber(isHome && check.Seconds == 0 ? Late() : string.Join("; ", check.Faults)),
        { DeviationDb: { } off } when Math.Abs(off) >= CalibrationSpan.DoubtDb => Amber(string.Create(CultureInfo.InvariantCulture,
            $"it reads {check.MeasuredDb:0.00} dB for {levelDb} dB, {off:+0.00;-0.00} dB off; solutions-agent calibrate sets its sensitivity")),
        _ => Green(string.Create(CultureInfo.InvariantCulture, $"{check.MeasuredDb:0.00} dB for {levelDb} dB, {check.Hertz:0.0} Hz")),
    };

    protected override string Late() => capture.LoudestDb is not { } loudest ? "the microphone gave no signal; see doctor"
        : string.Create(CultureInfo.InvariantCulture, $"no settled tone of {levelDb} dB")
            + (isHome ? "" : string.Create(CultureInfo.InvariantCulture, $"; the loudest second had {loudest:0.0} dB"))
            + string.Create(CultureInfo.InvariantCulture, $". Is the calibrator on, tight, and set to {levelDb} dB?");
}
