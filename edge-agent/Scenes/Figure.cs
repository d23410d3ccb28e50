using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>A person as drawn: limbs with a thickness, in pixels.</summary>
internal sealed class Figure
{
    private const double StrideMetres = 1.4;

    private readonly List<(Point2d From, Point2d To, double Thickness, Scalar Colour)> limbs = [];

    public Figure(Actor actor, Stance stance)
    {
        var foot = Lens.Project(stance.X, 0, stance.Z);
        var h = actor.HeightMetres * Lens.PixelsPerMetre(stance.Z);
        var swing = Math.Sin(2 * Math.PI * stance.Walked / StrideMetres);
        var lift = Math.Cos(2 * Math.PI * stance.Walked / StrideMetres);
        var (hip, shoulder) = (Up(0, 0.47), Up(0, 0.80));

        Limb(Up(-0.03, 0.47), Up(-0.05 - 0.15 * swing, 0.04 * Math.Max(0, lift)), 0.09, actor.Trousers);
        Limb(Up(+0.03, 0.47), Up(+0.05 + 0.15 * swing, 0.04 * Math.Max(0, -lift)), 0.09, actor.Trousers);
        Limb(hip, shoulder, 0.2, actor.Coat);
        var (reach, handHeight) = stance.Agitated ? (0.22, 0.86 + 0.1 * lift) : (0.13, 0.45);
        Limb(Up(-0.09, 0.79), Up(-reach + 0.1 * swing, handHeight), 0.06, actor.Coat);
        Limb(Up(+0.09, 0.79), Up(+reach + 0.1 * swing, stance.Agitated ? 0.86 - 0.1 * lift : handHeight), 0.06, actor.Coat);
        Limb(Up(0, 0.92), Up(0, 0.935), 0.12, actor.Skin);

        Point2d Up(double right, double up) => new(foot.X + right * h, foot.Y - up * h);

        void Limb(Point2d from, Point2d to, double thickness, Scalar colour) => limbs.Add((from, to, Math.Max(1, thickness * h), colour));
    }

    /// <summary>The smallest rectangle round the figure, as far as it is in the picture; null if none of it is.</summary>
    public Rect? Bounds
    {
        get
        {
            var left = limbs.Min(l => Math.Min(l.From.X, l.To.X) - l.Thickness / 2);
            var top = limbs.Min(l => Math.Min(l.From.Y, l.To.Y) - l.Thickness / 2);
            var right = limbs.Max(l => Math.Max(l.From.X, l.To.X) + l.Thickness / 2);
            var bottom = limbs.Max(l => Math.Max(l.From.Y, l.To.Y) + l.Thickness / 2);
            var seen = new Rect(0, 0, Lens.Width, Lens.Height) & Rect.FromLTRB((int)left, (int)top, (int)Math.Ceiling(right), (int)Math.Ceiling(bottom));
            return seen is { Width: > 0, Height: > 0 } ? seen : null;
        }
    }

    public void Draw(Mat bgr)
    {
        foreach (var (from, to, thickness, colour) in limbs)
            Cv2.Line(bgr, from.ToPoint(), to.ToPoint(), colour, (int)Math.Round(thickness), LineTypes.AntiAlias);
    }
}
