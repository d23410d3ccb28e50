using System.Globalization;
using Solutions.Edge.Acoustics.Calibration;

namespace Solutions.Edge.Agent.Setup;

/// <summary>What an engineer reads while calibrating, on a telephone held in the other hand.</summary>
internal sealed class CalibrationGuide(TextWriter output)
{
    /// <summary>Characters across a telephone's terminal.</summary>
    private const int Width = 40;

    public void Begin(string device, double sensitivityDbfs, double levelDb, IReadOnlyList<string> faults)
    {
        Say($"{device}");
        Say($"Sensitivity so far: {sensitivityDbfs:0.00} dBFS.");
        foreach (var fault in faults)
            Say($"{fault}");
        output.WriteLine();
        var seconds = CalibrationCapture.SettlingSeconds + CalibrationCapture.Seconds;
        Say($"Put the calibrator on the microphone, switch it on ({levelDb} dB, {CalibrationCheck.ToneHertz} Hz), and hold still for {seconds} s.");
        output.WriteLine();
    }

    public void Show(CalibrationCapture capture, ToneSecond? second)
    {
        var where = capture.Phase switch
        {
            CapturePhase.Waiting => "waiting",
            CapturePhase.Settling => "settling",
            _ => string.Create(CultureInfo.InvariantCulture, $"{capture.Captured.Count} of {CalibrationCapture.Seconds}"),
        };
        Say($"{where,-9}{(second is null ? "no signal" : string.Create(CultureInfo.InvariantCulture, $"{second.TotalDb,6:0.00} dB {second.Hertz,7:0.0} Hz"))}");
    }

    public void Refuse(CalibrationCheck check)
    {
        output.WriteLine();
        Say($"REFUSED: nothing was changed.");
        foreach (var fault in check.Faults)
            Say($"- {fault}");
    }

    public void Accept(CalibrationCheck check, double sensitivityDbfs)
    {
        output.WriteLine();
        Say($"ACCEPTED");
        Say($"It read {check.MeasuredDb:0.00} dB for {check.NominalDb} dB: {check.DeviationDb:+0.00;-0.00;0.00} dB.");
        foreach (var remark in check.Remarks)
            Say($"Note: {remark}.");
        Say($"Sensitivity from the agent's next start: {sensitivityDbfs:0.00} dBFS.");
    }

    /// <summary>What this check shows of the data since the one before.</summary>
    public void Close(CalibrationSpan span)
    {
        output.WriteLine();
        Say($"Drift since {span.Before.At:yyyy-MM-dd HH:mm} UTC: {span.DriftDb:+0.00;-0.00;0.00} dB.");
        if (span.Verdict == SpanVerdict.Failed)
            Say($"{CalibrationSpan.DoubtFlag}: over {CalibrationSpan.FailureDb} dB. The data of this span are not to be relied on.");
        else if (span.Verdict == SpanVerdict.Doubtful)
            Say($"{CalibrationSpan.DoubtFlag}: over {CalibrationSpan.DoubtDb} dB. Record it and find the cause before the data of this span are used.");
        else
            Say($"Within {CalibrationSpan.DoubtDb} dB: the data between hold.");
    }

    /// <summary>What became of it on its way to the control room.</summary>
    public void Deliver(IReadOnlyList<string> words)
    {
        output.WriteLine();
        foreach (var line in words)
            Say($"{line}");
    }

    /// <summary>Breaks lines between words; a word longer than a line, as a path, stays whole.</summary>
    private void Say(FormattableString sentence)
    {
        var text = sentence.ToString(CultureInfo.InvariantCulture);
        while (text.Length > Width && text.LastIndexOf(' ', Width) is var cut && (cut > 0 || (cut = text.IndexOf(' ', StringComparison.Ordinal)) > 0))
        {
            output.WriteLine(text[..cut]);
            text = text[(cut + 1)..];
        }
        output.WriteLine(text);
    }
}
