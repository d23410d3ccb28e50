namespace Solutions.Edge.Acoustics;

/// <summary>From a microphone's data sheet to pascal.</summary>
public static class Sensitivity
{
    /// <summary>Level of the reference tone in dB re 20 µPa.</summary>
    public const double ToneDb = 94;

    /// <summary>Sound pressure in pascal of a sample whose value is full scale (1.0).</summary>
    /// <param name="dbfs">Level in dBFS that a 94 dB, 1 kHz tone has in the recording. By AES17, 0 dBFS is a sine that just reaches full scale.</param>
    /// <remarks>
    /// A full-scale sine peaks at 1.0 and so has the RMS value 1/√2. The tone therefore has the RMS value 10^(dbfs/20)/√2 in
    /// samples and 20 µPa·10^(94/20) = 1.0024 Pa in the air; their quotient is √2·20 µPa·10^((94−dbfs)/20). A square wave of
    /// full scale (RMS 1.0) reads 94 − dbfs + 3.01 dB.
    /// </remarks>
    public static double PascalPerFullScale(double dbfs) => Math.Sqrt(2) * Energy.ReferencePascal * Math.Pow(10, (ToneDb - dbfs) / 20);
}
