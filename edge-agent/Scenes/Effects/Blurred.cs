using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes.Effects;

/// <summary>Somebody turns the lens out of focus within two seconds.</summary>
internal sealed class Blurred(double start, double end) : Effect("blurred", PictureRole.Sabotage, start, end)
{
    private const double TurnSeconds = 2, MostPixels = 7;

    public override void Apply(Mat bgr, double into, int seed)
    {
        var side = 2 * (int)Math.Round(MostPixels * Swell(into, TurnSeconds)) + 1;
        if (side == 1)
            return;
        // Twice: no lens blurs into squares.
        Cv2.Blur(bgr, bgr, new Size(side, side));
        Cv2.Blur(bgr, bgr, new Size(side, side));
    }
}
