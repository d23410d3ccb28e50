using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>The place without what moves in it: a mixture of Gaussians a pixel (Zivkovic 2004) and the picture it stands for.</summary>
internal sealed class Background(DetectorOptions options) : IDisposable
{
    /// <summary>A shadow is marked 127, foreground 255.</summary>
    private const double ForegroundOnly = 200;

    /// <summary>The picture is a pass over the whole model and hardly changes: it is made anew only so often.</summary>
    private const int PictureEvery = 5;

    /// <summary>Colours a pixel may have by turns. Five, as OpenCV has it, cost a fifth more time and find no more.</summary>
    private const int Gaussians = 3;

    /// <summary>How dark a shadow may be, in parts of what it falls on: in clear air, and without colours, where dark clothes look like one.</summary>
    private const double DarkestShadow = 0.5, DarkestInGrey = 0.85;

    /// <summary>However thick the haze: if only paler ones were shadows, water that glitters would be things.</summary>
    private const double DarkestInHaze = 0.7;

    /// <summary>Difference of the strongest and the weakest colour, in parts of their mean, under which the picture is grey.</summary>
    private const double GreyUnder = 0.06;

    /// <summary>Of the samples, the part that is black where no haze lies before it.</summary>
    private const double Blackest = 0.005;

    private static readonly Size Samples = new(80, 60);

    private readonly Mat samples = new();
    private readonly BackgroundSubtractorMOG2 model = Create(options);
    private int untilPicture;

    public Mat Picture { get; } = new();

    public Mat Grey { get; } = new();

    /// <summary>The picture was made anew with the last frame.</summary>
    public bool IsNew { get; private set; }

    /// <param name="bgr">What is to be learnt.</param>
    /// <param name="mask">Set where it differs from what was learnt.</param>
    /// <param name="rate">Share of the new in the background; below zero: as much as there is to learn.</param>
    /// <param name="learnsFast">The picture changes from frame to frame.</param>
    public void Learn(Mat bgr, Mat mask, double rate, bool learnsFast)
    {
        model.Apply(bgr, mask, rate);
        Cv2.Threshold(mask, mask, ForegroundOnly, 255, ThresholdTypes.Binary);
        IsNew = learnsFast || --untilPicture <= 0;
        if (!IsNew)
            return;
        untilPicture = PictureEvery;
        model.GetBackgroundImage(Picture);
        Cv2.CvtColor(Picture, Grey, ColorConversionCodes.BGR2GRAY);
        Cv2.Resize(Picture, samples, Samples, 0, 0, InterpolationFlags.Nearest);
        model.ShadowThreshold = ShadowThreshold(samples.AsSpan<Vec3b>());
    }

    public void Dispose()
    {
        model.Dispose();
        Picture.Dispose();
        Grey.Dispose();
        samples.Dispose();
    }

    /// <summary>Haze brightens a shadow as much as what is round it (Koschmieder 1924).</summary>
    private static double ShadowThreshold(ReadOnlySpan<Vec3b> place)
    {
        var (means, colour) = (new double[place.Length], 0.0);
        for (var n = 0; n < place.Length; n++)
        {
            var (b, g, r) = (place[n].Item0, place[n].Item1, place[n].Item2);
            means[n] = (b + g + r) / 3.0;
            colour += Math.Max(b, Math.Max(g, r)) - Math.Min(b, Math.Min(g, r));
        }
        Array.Sort(means);
        var (haze, mean) = (means[(int)(Blackest * means.Length)], Math.Max(1, means.Average()));
        return colour < GreyUnder * means.Sum() ? DarkestInGrey : Math.Min(DarkestInHaze, (haze + DarkestShadow * (mean - haze)) / mean);
    }

    private static BackgroundSubtractorMOG2 Create(DetectorOptions options)
    {
        var model = BackgroundSubtractorMOG2.Create((int)Math.Round(options.HistorySeconds * options.FramesPerSecond), options.VarianceThreshold);
        model.NMixtures = Gaussians;
        return model;
    }
}
