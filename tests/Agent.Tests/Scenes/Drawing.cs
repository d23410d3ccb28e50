using OpenCvSharp;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Scenes;

/// <summary>Generated pictures, and what differs in them.</summary>
internal static class Drawing
{
    public static ScenePicture Picture(string scene, int seed = 1) => Scene.Load(scene, seed).Picture!;

    /// <summary>A place in which nobody comes and goes.</summary>
    public static ScenePicture Empty(PictureScore score) => new(1, score with { Assemble = _ => new([], []) });

    /// <summary>The road by daylight with nobody in it, without a sensor's noise.</summary>
    public static Mat Street()
    {
        using var wide = RoadBackdrop.Draw();
        return RoadBackdrop.InView(wide);
    }

    public static Mat At(this ScenePicture picture, double seconds)
    {
        var bgr = new Mat(Lens.Height, Lens.Width, MatType.CV_8UC3);
        picture.Draw(seconds, bgr);
        return bgr;
    }

    /// <summary>The frames of a stretch, each with its second; a frame is gone with the next.</summary>
    public static IEnumerable<(double Second, Mat Frame)> Film(
        this ScenePicture picture, double from, double to, int framesPerSecond = ScenePicture.FramesPerSecond)
    {
        using var bgr = new Mat(Lens.Height, Lens.Width, MatType.CV_8UC3);
        for (var frame = 0; from + (double)frame / framesPerSecond < to; frame++)
        {
            var second = from + (double)frame / framesPerSecond;
            picture.Draw(second, bgr);
            yield return (second, bgr);
        }
    }

    public static Rect Rect(SceneBox box) => new(box.X, box.Y, box.W, box.H);

    public static byte[] Bytes(Mat picture) => picture.AsSpan<byte>().ToArray();

    /// <summary>Mean of all pixels and colours.</summary>
    public static double Mean(Mat picture)
    {
        var mean = Cv2.Mean(picture);
        return (mean.Val0 + mean.Val1 + mean.Val2) / 3;
    }

    /// <summary>Mean size of the difference of two pictures.</summary>
    public static double Difference(Mat one, Mat other)
    {
        using var difference = new Mat();
        Cv2.Absdiff(one, other, difference);
        return Mean(difference);
    }
}
