using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Calibration;
using static Solutions.Edge.Tests.Acoustics.Signal;

namespace Solutions.Edge.Tests.Acoustics.Calibration;

/// <summary>A calibrator, and what is put on a microphone instead of one.</summary>
internal static class Calibrator
{
    public const double SensitivityDbfs = -26;

    /// <summary>A tone that is long enough.</summary>
    public const int Enough = (CalibrationCapture.SettlingSeconds + CalibrationCapture.Seconds) * Rate;

    public static float[] Tone(double levelDb = 94, double hertz = 1000, int samples = Enough) => Sine(hertz, samples, levelDb);

    public static CalibrationCheck Check(float[] pascal, double nominalDb = 94, double sensitivityDbfs = SensitivityDbfs)
    {
        var listener = new ToneListener(Rate, MeasuringRange.Of(sensitivityDbfs, null));
        var capture = new CalibrationCapture(nominalDb);
        for (var at = 0; at + Rate <= pascal.Length; at += Rate)
            if (capture.Add(listener.Measure(pascal.AsSpan(at, Rate))) == CapturePhase.Ended)
                break;
        return CalibrationCheck.Judge(capture, sensitivityDbfs);
    }

    public static float[] Plus(this float[] first, float[] second) => [.. first.Zip(second, (a, b) => a + b)];

    public static float[] Noise(double levelDb, int samples = Enough)
    {
        var noise = WhiteNoise(3, samples);
        var gain = Math.Sqrt(12) * Energy.ReferencePascal * Math.Pow(10, levelDb / 20);
        return [.. noise.Select(p => (float)(gain * p))];
    }
}
