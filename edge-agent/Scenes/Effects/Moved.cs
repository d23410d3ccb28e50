using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes.Effects;

/// <summary>The camera is turned to the right by 15 % of its view within a second.</summary>
/// <param name="beyond">What lies to the right of the view, as high and at least <see cref="Pixels"/> wide.</param>
internal sealed class Moved(double start, double end, Mat beyond) : Effect("moved", PictureRole.Sabotage, start, end)
{
    /// <summary>How far the view moves, in pixels.</summary>
    public const int Pixels = 15 * Lens.Width / 100;

    private const double TurnSeconds = 1;

    public override Point2d Shift(double into, int seed) => new(-Math.Round(Pixels * Swell(into, TurnSeconds)), 0);

    public override void Apply(Mat bgr, double into, int seed)
    {
        var shift = (int)-Shift(into, seed).X;
        if (shift == 0)
            return;
        using var was = bgr.Clone();
        using var kept = was[new Rect(shift, 0, Lens.Width - shift, Lens.Height)];
        using var left = bgr[new Rect(0, 0, Lens.Width - shift, Lens.Height)];
        kept.CopyTo(left);
        using var next = beyond[new Rect(0, 0, shift, Lens.Height)];
        using var right = bgr[new Rect(Lens.Width - shift, 0, shift, Lens.Height)];
        next.CopyTo(right);
    }
}
