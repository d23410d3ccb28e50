using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Setup;

/// <summary>Sounds whose levels are known by arithmetic, and the files they are in.</summary>
internal static class Recording
{
    public const int Rate = 48_000;

    public const double SensitivityDbfs = -26;

    /// <summary>Sound pressure of a tone in pascal.</summary>
    public static float[] Tone(double seconds, double levelDb = 94, double hertz = 1000)
    {
        var amplitude = Math.Sqrt(2) * Energy.ReferencePascal * Math.Pow(10, levelDb / 20);
        return [.. Enumerable.Range(0, (int)Math.Round(seconds * Rate)).Select(n => (float)(amplitude * Math.Sin(2 * Math.PI * hertz * n / Rate)))];
    }

    /// <summary>Writes a sound as a microphone of <see cref="SensitivityDbfs"/> would have recorded it.</summary>
    public static string Write(string folder, float[] pascal)
    {
        var path = Path.Combine(folder, "recording.wav");
        using var file = new WavWriter(path, Rate, WavEncoding.Float32, SensitivityDbfs);
        file.Write(pascal);
        file.Complete();
        return path;
    }
}
