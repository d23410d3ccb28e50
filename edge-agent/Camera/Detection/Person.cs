using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>Someone followed through the narrow picture.</summary>
internal sealed class Person(int id, Rect box, Appearance looks, Mat grey, int frame) : IDisposable
{
    /// <summary>A box's size follows slowly, its place at once: arms and legs swing.</summary>
    private const double SizeRenewal = 0.25;

    private const double SpeedRenewal = 0.3;

    private const int Reach = 4;

    /// <summary>Frames without a sighting after which the last speed shows nothing.</summary>
    private const int CoastFrames = 12;

    private readonly Mat patch = grey[box].Clone(), match = new();
    private Point2d foot = new(box.X + box.Width / 2.0, box.Bottom), step;
    private double width = box.Width, height = box.Height;

    public int Id { get; } = id;

    public Appearance Looks { get; } = looks;

    public int Seen { get; private set; } = frame;

    public int Hits { get; private set; } = 1;

    public double Height => height;

    public Rect Box => At(foot);

    /// <summary>Where the box should be, if the person went on as before.</summary>
    public Rect Expected(int frame) => At(foot + step * Math.Min(frame - Seen, CoastFrames));

    public void See(Rect box, int frame)
    {
        var now = new Point2d(box.X + box.Width / 2.0, box.Bottom);
        step += ((now - foot) * (1.0 / Math.Max(1, frame - Seen)) - step) * (Hits == 1 ? 1 : SpeedRenewal);
        foot = now;
        width += SizeRenewal * (box.Width - width);
        height += SizeRenewal * (box.Height - height);
        Seen = frame;
        Hits++;
    }

    /// <summary>Keeps what the person looks like now.</summary>
    public void Keep(Rect box, Mat grey)
    {
        using var now = grey[box & new Rect(default, grey.Size())];
        now.CopyTo(patch);
    }

    /// <summary>Where near the expected place the picture looks like the person, and how much.</summary>
    public (Rect Box, double Likeness)? Find(int frame, Mat grey)
    {
        var expected = Expected(frame);
        var around = PatchPlace.Grown(new Rect(expected.X, expected.Bottom - patch.Height, patch.Width, patch.Height), Reach, grey.Size());
        if (around.Width < patch.Width || around.Height < patch.Height)
            return null;
        using var place = grey[around];
        Cv2.MatchTemplate(place, patch, match, TemplateMatchModes.CCoeffNormed);
        Cv2.MinMaxLoc(match, out _, out var best, out _, out var at);
        return (new Rect(around.X + at.X, around.Y + at.Y, patch.Width, patch.Height), best);
    }

    public void Dispose()
    {
        patch.Dispose();
        match.Dispose();
    }

    private Rect At(Point2d foot) =>
        new((int)Math.Round(foot.X - width / 2), (int)Math.Round(foot.Y - height), (int)Math.Round(width), (int)Math.Round(height));
}
