using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>Colours of a person's upper and lower half: what someone is known by after passing behind a pole or a crowd.</summary>
internal sealed class Appearance
{
    private const int Levels = 4, Bins = Levels * Levels * Levels;
    private const float Renewal = 0.1f;

    private readonly float[] histogram;

    private Appearance(float[] histogram) => this.histogram = histogram;

    /// <summary>Of the figure's pixels inside the box.</summary>
    public static Appearance Of(Rect box, Figure figure, Mat bgr)
    {
        var histogram = new float[2 * Bins];
        var within = box & figure.Box;
        for (var y = within.Top; y < within.Bottom; y++)
        {
            var row = Row.Of<Vec3b>(bgr, y);
            var half = 2 * (y - box.Y) < box.Height ? 0 : Bins;
            for (var x = within.Left; x < within.Right; x++)
                if (figure[x, y])
                    histogram[half + (row[x].Item0 >> 6) * Levels * Levels + (row[x].Item1 >> 6) * Levels + (row[x].Item2 >> 6)]++;
        }
        var sum = Math.Max(1, histogram.Sum());
        for (var n = 0; n < histogram.Length; n++)
            histogram[n] /= sum;
        return new(histogram);
    }

    /// <summary>Bhattacharyya coefficient: 1 alike, 0 without a colour in common.</summary>
    public double Likeness(Appearance other)
    {
        var sum = 0.0;
        for (var n = 0; n < histogram.Length; n++)
            sum += Math.Sqrt(histogram[n] * other.histogram[n]);
        return sum;
    }

    public void Renew(Appearance now)
    {
        for (var n = 0; n < histogram.Length; n++)
            histogram[n] += Renewal * (now.histogram[n] - histogram[n]);
    }
}
