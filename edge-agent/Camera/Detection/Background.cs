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
    }

    public void Dispose()
    {
        model.Dispose();
        Picture.Dispose();
        Grey.Dispose();
    }

    private static BackgroundSubtractorMOG2 Create(DetectorOptions options)
    {
        var model = BackgroundSubtractorMOG2.Create((int)Math.Round(options.HistorySeconds * options.FramesPerSecond), options.VarianceThreshold);
        model.NMixtures = Gaussians;
        return model;
    }
}
