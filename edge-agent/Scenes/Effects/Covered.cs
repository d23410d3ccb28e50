using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes.Effects;

/// <summary>A gloved hand comes in from the left and stays before the lens: dark grey, out of focus, a little light at its edge.</summary>
internal sealed class Covered(double start, double end) : Effect("covered", PictureRole.Sabotage, start, end)
{
    private const double ComesSeconds = 0.6, EdgePixels = 90;

    private static readonly Scalar Palm = new(27, 30, 33), Rim = new(13, 13, 12);

    public override void Apply(Mat bgr, double into, int seed)
    {
        // It trembles: what little is seen of it stirs.
        var front = Swell(into, ComesSeconds) * (Lens.Width + EdgePixels) + (into > ComesSeconds ? 6 * Math.Sin(2.1 * into) : 0);
        var pixels = bgr.AsSpan<byte>();
        for (var x = 0; x < Lens.Width; x++)
        {
            var hidden = Math.Clamp((front - x) / EdgePixels, 0, 1);
            hidden = hidden * hidden * (3 - 2 * hidden);
            if (hidden == 0)
                break;
            var rim = Math.Pow(x / (double)Lens.Width, 3);
            var (seen, b, g, r) = (1 - hidden, hidden * (Palm.Val0 + rim * Rim.Val0),
                hidden * (Palm.Val1 + rim * Rim.Val1), hidden * (Palm.Val2 + rim * Rim.Val2));
            for (var i = 3 * x; i < pixels.Length; i += 3 * Lens.Width)
            {
                pixels[i] = (byte)(seen * pixels[i] + b);
                pixels[i + 1] = (byte)(seen * pixels[i + 1] + g);
                pixels[i + 2] = (byte)(seen * pixels[i + 2] + r);
            }
        }
    }
}
