using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Tamper;

/// <summary>What the camera usually sees at one time of day, learnt slowly:
/// a parked van becomes part of it, a cover that is never learnt from does not.</summary>
internal sealed class ViewReference : IDisposable
{
    private const double LearnSeconds = 600;

    /// <summary>Grey levels that a coarse picture of nothing stays under.</summary>
    private const double Uniform = 0.7;

    /// <summary>People and trees stir: an edge may be this many cells off its place.</summary>
    private static readonly Mat Stir = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(3, 3));

    private readonly Mat edges = new(), structure = new();
    private double luminance, sharpness, learnt;

    /// <param name="view">What is seen first.</param>
    public ViewReference(View view) => Learn(view, 1);

    private ViewReference(ViewReference other)
    {
        other.edges.CopyTo(edges);
        other.structure.CopyTo(structure);
        (luminance, sharpness, learnt) = (other.luminance, other.sharpness, other.learnt);
    }

    /// <summary>The mean grey level.</summary>
    public double Luminance => luminance;

    /// <summary>The same, to be learnt on by itself.</summary>
    public ViewReference Copy() => new(this);

    /// <summary>Takes in what was seen for so long; the first minutes count alike, later ones fade.</summary>
    public void Learn(View view, double seconds)
    {
        learnt += seconds;
        var part = Math.Clamp(seconds / Math.Min(learnt, LearnSeconds), 0, 1);
        Blend(edges, view.Edges, part);
        Blend(structure, view.Structure, part);
        luminance += (view.Luminance - luminance) * part;
        sharpness += (view.Sharpness - sharpness) * part;
    }

    /// <summary>How a view differs from this.</summary>
    public Comparison Compare(View view)
    {
        using Mat near = new(), kept = new();
        Cv2.Dilate(view.Edges, near, Stir);
        Cv2.Min(near, edges, kept);
        var usual = Math.Max(1e-6, Cv2.Sum(edges).Val0);
        // Copies: OpenCV applies the window to what it is given.
        using Mat window = new(), here = edges.Clone(), there = view.Edges.Clone();
        Cv2.CreateHanningWindow(window, edges.Size(), MatType.CV_32FC1);
        var shift = Cv2.PhaseCorrelate(here, there, window, out var response);
        return new(
            view.Luminance / Math.Max(1, luminance), Cv2.Sum(kept).Val0 / usual, Cv2.Sum(view.Edges).Val0 / usual,
            view.Sharpness / Math.Max(1e-6, sharpness), Correlation(structure, view.Structure),
            Math.Max(Math.Abs(shift.X) / edges.Width, Math.Abs(shift.Y) / edges.Height), response);
    }

    public void Dispose()
    {
        edges.Dispose();
        structure.Dispose();
    }

    private static void Blend(Mat usual, Mat seen, double part)
    {
        if (usual.Empty())
            seen.CopyTo(usual);
        else
            Cv2.AddWeighted(usual, 1 - part, seen, part, 0, usual);
    }

    /// <summary>Normalised: brightness and contrast do not matter. A uniform picture is like no other.</summary>
    private static double Correlation(Mat a, Mat b)
    {
        Cv2.MeanStdDev(a, out var meanA, out var deviationA);
        Cv2.MeanStdDev(b, out var meanB, out var deviationB);
        if (deviationA.Val0 < Uniform || deviationB.Val0 < Uniform)
            return 0;
        return (a.Dot(b) / a.Total() - meanA.Val0 * meanB.Val0) / (deviationA.Val0 * deviationB.Val0);
    }
}
