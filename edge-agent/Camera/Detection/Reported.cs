using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>Where something was reported lately: it vouches for what appears in its place, as when people meet and part.</summary>
internal sealed class Reported : IDisposable
{
    /// <summary>For so long.</summary>
    public const int Frames = 8;

    private readonly Mat left = new(), one = new();

    /// <summary>Share of the blob that lies where something was reported.</summary>
    public double Share(Blob blob, Mat labels)
    {
        if (left.Empty())
            return 0;
        var shared = 0;
        for (var y = blob.Box.Top; y < blob.Box.Bottom; y++)
        {
            var label = Row.Of<int>(labels, y);
            var frames = Row.Of<byte>(left, y);
            for (var x = blob.Box.Left; x < blob.Box.Right; x++)
                if (label[x] == blob.Label && frames[x] > 0)
                    shared++;
        }
        return (double)shared / blob.Area;
    }

    /// <summary>Takes in what is reported of a frame.</summary>
    public void Remember(IEnumerable<Blob> blobs, Mat labels)
    {
        if (left.Size() != labels.Size())
        {
            left.Create(labels.Size(), MatType.CV_8UC1);
            left.SetTo(Scalar.All(0));
            one.Create(labels.Size(), MatType.CV_8UC1);
            one.SetTo(Scalar.All(1));
        }
        // By a picture of ones: less a scalar takes OpenCV fifty times as long.
        Cv2.Subtract(left, one, left);
        foreach (var blob in blobs)
            for (var y = blob.Box.Top; y < blob.Box.Bottom; y++)
            {
                var label = Row.Of<int>(labels, y);
                var frames = Row.Of<byte>(left, y);
                for (var x = blob.Box.Left; x < blob.Box.Right; x++)
                    if (label[x] == blob.Label)
                        frames[x] = Frames;
            }
    }

    public void Dispose()
    {
        left.Dispose();
        one.Dispose();
    }
}
