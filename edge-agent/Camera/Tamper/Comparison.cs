namespace Solutions.Edge.Agent.Camera.Tamper;

/// <summary>How a view differs from what is usual.</summary>
/// <param name="Luminance">Its mean grey level in parts of the usual one.</param>
/// <param name="EdgesKept">Share of the usual edges that are still in their place, 0 to 1.</param>
/// <param name="Edges">All its edges, wherever they are, in parts of the usual.</param>
/// <param name="Sharpness">In parts of the usual.</param>
/// <param name="Likeness">Correlation of the coarse pictures, -1 to 1: it stays when the picture is blurred or dimmed.</param>
/// <param name="Shift">How far the edges have moved, in parts of the picture's width or height, whichever is more.</param>
/// <param name="ShiftCertainty">How sure that is, 0 to 1.</param>
internal readonly record struct Comparison(
    double Luminance, double EdgesKept, double Edges, double Sharpness, double Likeness, double Shift, double ShiftCertainty)
{
    /// <summary>A fifth of the light or of the edges left: 80 % are gone.</summary>
    private const double Gone = 0.2;

    private const double BlurredUnder = 0.3;

    /// <summary>A tenth of the picture, less half a cell of the grid it is measured on.</summary>
    private const double MovedFrom = 0.096;

    /// <summary>Edges that have moved so far are not this much in their place; a view that has not moved keeps more.</summary>
    private const double InPlace = 0.85;

    /// <summary>Certainty of a shift: 0.17 and more for a camera that was turned, under 0.1 for one that sees nothing.</summary>
    private const double Certain = 0.1;

    /// <summary>A road's kerbs stay in their place when the camera turns along them; the rest of the view then shows by how much, this surely.</summary>
    private const double BeyondDoubt = 0.3;

    /// <summary>So many edges, wherever they are, are a view of something; a cover has under a third.</summary>
    private const double SomeEdges = 0.3;

    /// <summary>The same scene, so coarsely looked at.</summary>
    private const double Alike = 0.6;

    /// <summary>What has happened to the camera; null = nothing that lasts would be sabotage.</summary>
    /// <param name="luminance">The view's mean grey level, 0 to 255.</param>
    public TamperKind? Suspect(double luminance)
    {
        // What is left of the light still shows the scene, or nothing at all is left: it is dark and not covered.
        if (Luminance <= Gone)
            return Likeness >= Alike || luminance < 4 ? TamperKind.Dark : TamperKind.Covered;
        // Noise alone correlates anywhere: a view that has moved still has edges.
        if (Edges > SomeEdges && Shift >= MovedFrom && (ShiftCertainty >= BeyondDoubt || (ShiftCertainty >= Certain && EdgesKept < InPlace)))
            return TamperKind.Moved;
        if (Sharpness < BlurredUnder && Likeness >= Alike)
            return TamperKind.Blurred;
        if (EdgesKept > Gone || Likeness >= Alike)
            return null;
        // Other edges instead of the usual ones: it looks elsewhere.
        return Edges > SomeEdges ? TamperKind.Moved : TamperKind.Covered;
    }
}
