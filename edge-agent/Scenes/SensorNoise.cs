using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>What an image sensor adds to every frame: two grains, drawn once and laid over the picture shifted anew for each frame.</summary>
internal sealed class SensorNoise
{
    private const int Margin = 61;

    private readonly Mat brighter;
    private readonly Mat darker;

    public SensorNoise(int seed, double strength = 3)
    {
        var random = new Random(seed);
        (brighter, darker) = (Grain(random, strength), Grain(random, strength));
    }

    public void AddTo(Mat bgr, long frame)
    {
        // Steps that share no factor with the margin: no shift comes again for 61 x 61 frames.
        var (x, y) = ((int)(frame * 23 % Margin), (int)(frame / Margin % Margin * 17 % Margin));
        var place = new Rect(x, (y + x) % Margin, Lens.Width, Lens.Height);
        using var more = new Mat(brighter, place);
        using var less = new Mat(darker, new Rect(Margin - 1 - x, place.Y, Lens.Width, Lens.Height));
        Cv2.Add(bgr, more, bgr);
        Cv2.Subtract(bgr, less, bgr);
    }

    private static Mat Grain(Random random, double strength)
    {
        var grain = new Mat(Lens.Height + Margin, Lens.Width + Margin, MatType.CV_8UC3);
        var bytes = new byte[grain.Total() * 3];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(strength * 0.9 * (random.NextDouble() + random.NextDouble()));
        System.Runtime.InteropServices.Marshal.Copy(bytes, 0, grain.Data, bytes.Length);
        return grain;
    }
}
