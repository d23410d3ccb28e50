using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>Where something stands still, and what it looks like. Counted in steps.</summary>
internal sealed class StillPlace(int id, int since, Rect box, Mat grey, int step) : IDisposable
{
    /// <summary>Correlation under which it is hidden or gone, and from which it is taken anew: the light changes.</summary>
    private const double Same = 0.8, Surely = 0.9;

    /// <summary>Share of its box that looks as before it came when it is gone, and so many steps.</summary>
    private const double UsualShare = 0.7;

    private const int GoneSteps = 2;

    /// <summary>What has hidden it for so many steps stands there itself.</summary>
    private const int HiddenSteps = 120;

    private const int Margin = 2;

    private readonly Mat match = new();
    private Mat patch = Cut(grey, box);
    private int seen = step, gone;

    public int Id { get; } = id;

    public int Since { get; } = since;

    public Rect Box { get; private set; } = box;

    private int Area => Box.Width * Box.Height;

    /// <summary>The other has grown into it and is the larger.</summary>
    public bool IsPartOf(StillPlace other) => other != this && other.Box.IntersectsWith(Box) && (other.Area > Area || (other.Area == Area && other.Id < Id));

    public bool IsThere(Mat grey, int step)
    {
        using var place = Around(grey, Box);
        Cv2.MatchTemplate(place, patch, match, TemplateMatchModes.CCoeffNormed);
        var likeness = match.At<float>(0, 0);
        if (likeness >= Same)
            seen = step;
        if (likeness >= Surely)
            place.CopyTo(patch);
        return likeness >= Same;
    }

    /// <summary>Something else is left of it: somebody stood beside it.</summary>
    public void Take(Rect box, Mat grey, int step)
    {
        patch.Dispose();
        (Box, patch, seen) = (box, Cut(grey, box), step);
    }

    /// <param name="usual">Set where the place looks as it did before.</param>
    /// <param name="step">Now.</param>
    public bool IsOver(Mat usual, int step)
    {
        using var place = usual[Box];
        gone = seen < step && Cv2.CountNonZero(place) >= UsualShare * Area ? gone + 1 : 0;
        return gone >= GoneSteps || step - seen > HiddenSteps;
    }

    public void Dispose()
    {
        patch.Dispose();
        match.Dispose();
    }

    private static Mat Cut(Mat grey, Rect box)
    {
        using var place = Around(grey, box);
        return place.Clone();
    }

    private static Mat Around(Mat grey, Rect box) => grey[PatchPlace.Grown(box, Margin, grey.Size())];
}
