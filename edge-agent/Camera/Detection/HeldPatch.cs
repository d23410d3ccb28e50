using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>
/// What a thing that stands still looks like. While it looks so, its place is painted over with background before the background
/// learns: it is neither absorbed nor leaves a ghost when it goes.
/// </summary>
internal sealed class HeldPatch(Mat grey, Rect box, int frame) : IDisposable
{
    /// <summary>Correlation under which it is no longer the same.</summary>
    private const double Same = 0.8;

    private readonly Mat patch = grey[box].Clone(), match = new();

    public Rect Box { get; } = box;

    public int Since { get; } = frame;

    /// <summary>The last frame it was there in.</summary>
    public int Seen { get; private set; } = frame;

    public bool IsThere(Mat grey, int frame)
    {
        using var now = grey[Box];
        Cv2.MatchTemplate(now, patch, match, TemplateMatchModes.CCoeffNormed);
        var isThere = match.At<float>(0, 0) >= Same;
        if (isThere)
            Seen = frame;
        return isThere;
    }

    public void Dispose()
    {
        patch.Dispose();
        match.Dispose();
    }
}
