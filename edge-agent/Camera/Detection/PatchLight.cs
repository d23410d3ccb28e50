using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>Asks of a patch of foreground whether it is a thing at all, or the background in another light.</summary>
internal sealed class PatchLight : IDisposable
{
    private const double TextureKept = 0.8;

    /// <summary>Edge over height of a glow: where it is steep against where it is high, so that neither a lamp's own rim nor a wide skirt hides it.
    /// People have 0.9 and more.</summary>
    private const double SoftestEdge = 0.5;

    /// <summary>Of a beam's height: how much darker than the ground anything in it may be, and how far it varies from pixel to pixel.
    /// Cars have windows and tyres.</summary>
    private const double BeamDarkens = 0.1, BeamSteps = 0.3;

    /// <summary>How much brighter or darker than the place the quarter of a thing's pixels is, at least. People have 0.5 and more.</summary>
    private const double Faintest = 0.12;

    /// <summary>Grey levels, of blue and red together, from which a pixel has another colour than its place, and the part of a thing's pixels.</summary>
    private const double OwnColour = 60, LeastOwn = 0.25;

    /// <summary>Over its place's, the brightness of a thing that is no light.</summary>
    private const double MostBrighter = 1.15;

    private readonly Mat difference = new(), widest = new(), least = new(), outline = new(), inside = new();
    private readonly Mat five = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(5, 5)),
        three = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(3, 3));

    /// <summary>Why the blob is only the place in another light; null if it is a thing.</summary>
    public string? Light(Blob blob, Mat labels, Mat grey, Mat backgroundGrey) =>
        KeptTexture(blob, labels, grey, backgroundGrey) ?? Faint(blob, labels, grey, backgroundGrey) ?? Soft(blob, labels, grey, backgroundGrey)
        ?? (IsBeam(blob, labels, grey, backgroundGrey) ? Cause.Headlight : null);

    /// <summary>A glow that is darker than its place is no light, but something out of focus before the lens.</summary>
    private string? Soft(Blob blob, Mat labels, Mat grey, Mat backgroundGrey)
    {
        if (!IsGlow(blob, labels, grey, backgroundGrey))
            return null;
        var box = PatchPlace.Grown(blob.Box, 3, grey.Size());
        using Mat frame = grey[box], background = backgroundGrey[box];
        return Cv2.Mean(frame, inside).Val0 < Cv2.Mean(background, inside).Val0 ? Cause.Insect : Cause.Headlight;
    }

    /// <summary>
    /// The blob has another colour than its place and is no brighter: a light brightens, a shadow and a veil keep the place's colours, paler, and
    /// what sways is of the same.
    /// </summary>
    /// <param name="blob">The blob.</param>
    /// <param name="labels">Of the narrow picture's blobs.</param>
    /// <param name="bgr">The narrow picture.</param>
    /// <param name="backgroundBgr">Its background.</param>
    public static bool HasOwnColour(Blob blob, Mat labels, Mat bgr, Mat backgroundBgr)
    {
        var (own, bright, brightPlace) = (0, 0.0, 0.0);
        for (var y = blob.Box.Top; y < blob.Box.Bottom; y++)
        {
            var label = Row.Of<int>(labels, y);
            var frame = Row.Of<Vec3b>(bgr, y);
            var place = Row.Of<Vec3b>(backgroundBgr, y);
            for (var x = blob.Box.Left; x < blob.Box.Right; x++)
            {
                if (label[x] != blob.Label)
                    continue;
                var (f, p) = (Brightness(frame[x]), Brightness(place[x]));
                // As the place would look as bright as this.
                var dimmed = p > 0 ? Math.Min(1, f / p) : 1;
                var difference = Math.Abs(frame[x].Item0 - f - dimmed * (place[x].Item0 - p)) + Math.Abs(frame[x].Item2 - f - dimmed * (place[x].Item2 - p));
                if (difference >= OwnColour)
                    (own, bright, brightPlace) = (own + 1, bright + f, brightPlace + p);
            }
        }
        return own >= LeastOwn * blob.Area && bright <= MostBrighter * brightPlace;

        static double Brightness(Vec3b pixel) => 0.114 * pixel.Item0 + 0.587 * pixel.Item1 + 0.299 * pixel.Item2;
    }

    /// <summary>The background's texture still shows in the blob: <see cref="Cause.Shadow"/> if darker, <see cref="Cause.Light"/> if brighter,
    /// else null.</summary>
    private static string? KeptTexture(Blob blob, Mat labels, Mat grey, Mat backgroundGrey)
    {
        double n = 0, f = 0, b = 0, ff = 0, bb = 0, fb = 0;
        for (var y = blob.Box.Top; y < blob.Box.Bottom; y++)
        {
            var label = Row.Of<int>(labels, y);
            var frame = Row.Of<byte>(grey, y);
            var background = Row.Of<byte>(backgroundGrey, y);
            for (var x = blob.Box.Left; x < blob.Box.Right; x++)
            {
                if (label[x] != blob.Label)
                    continue;
                double fv = frame[x], bv = background[x];
                (n, f, b, ff, bb, fb) = (n + 1, f + fv, b + bv, ff + fv * fv, bb + bv * bv, fb + fv * bv);
            }
        }
        var (varianceF, varianceB) = (ff / n - f / n * (f / n), bb / n - b / n * (b / n));
        if (varianceB < PatchPlace.LeastTexture * PatchPlace.LeastTexture || varianceF <= 0)
            return null;
        var correlation = (fb / n - f / n * (b / n)) / Math.Sqrt(varianceF * varianceB);
        return correlation < TextureKept ? null : f < b ? Cause.Shadow : Cause.Light;
    }

    /// <summary>Hardly anything of the blob stands out from the place: the rest of a light that was not undone, rain, mist.</summary>
    private static string? Faint(Blob blob, Mat labels, Mat grey, Mat backgroundGrey)
    {
        var (shares, sum) = (new List<double>(blob.Area), 0);
        for (var y = blob.Box.Top; y < blob.Box.Bottom; y++)
        {
            var label = Row.Of<int>(labels, y);
            var frame = Row.Of<byte>(grey, y);
            var background = Row.Of<byte>(backgroundGrey, y);
            for (var x = blob.Box.Left; x < blob.Box.Right; x++)
                if (label[x] == blob.Label)
                {
                    var more = frame[x] - background[x];
                    sum += more;
                    shares.Add(Math.Abs(more) / (double)(background[x] + PatchPlace.NoiseFloor));
                }
        }
        shares.Sort();
        return shares[(int)(0.75 * (shares.Count - 1))] >= Faintest ? null : sum < 0 ? Cause.Shadow : Cause.Light;
    }

    /// <summary>The blob rises softly out of its surroundings, as light does and things do not.</summary>
    public bool IsGlow(Blob blob, Mat labels, Mat grey, Mat backgroundGrey)
    {
        var box = PatchPlace.Grown(blob.Box, 3, grey.Size());
        using var frame = grey[box];
        using var background = backgroundGrey[box];
        using var label = labels[box];
        Cv2.Absdiff(frame, background, difference);
        Range(five);
        Cv2.Compare(label, blob.Label, inside, CmpTypes.EQ);
        Cv2.Erode(inside, outline, three);
        Cv2.Subtract(inside, outline, outline);
        var edge = Values(widest, outline);
        var height = Values(difference, inside);
        return edge.Count > 0 && height.Count > 0 && Part(edge, 0.75) < SoftestEdge * Math.Max((byte)1, Part(height, 0.9));
    }

    /// <summary>The blob is the ground, at least twice as bright and nowhere darker, without a thing's own structure in it;
    /// upright, it might be a person.</summary>
    private bool IsBeam(Blob blob, Mat labels, Mat grey, Mat backgroundGrey)
    {
        if (blob.Box.Height > PersonSize.Stoutest * blob.Box.Width)
            return false;
        using var frame = grey[blob.Box];
        using var background = backgroundGrey[blob.Box];
        using var label = labels[blob.Box];
        Cv2.Compare(label, blob.Label, inside, CmpTypes.EQ);
        Cv2.Subtract(background, frame, difference);
        var darker = Part(Values(difference, inside), 0.95);
        Cv2.Subtract(frame, background, difference);
        var brighter = Part(Values(difference, inside), 0.9);
        if (darker > BeamDarkens * brighter || brighter < Part(Values(background, inside), 0.5))
            return false;
        Range(three);
        Cv2.Threshold(difference, outline, brighter / 2.0, byte.MaxValue, ThresholdTypes.Binary);
        Cv2.BitwiseAnd(outline, inside, outline);
        Cv2.Erode(outline, inside, five, borderType: BorderTypes.Constant, borderValue: Scalar.Black);
        return Values(widest, inside) is { Count: > 0 } steps && Part(steps, 0.5) < BeamSteps * brighter;
    }

    public void Dispose()
    {
        foreach (var mat in new[] { difference, widest, least, outline, inside, five, three })
            mat.Dispose();
    }

    /// <summary>Into <see cref="widest"/>: by how much the difference varies round every pixel.</summary>
    private void Range(Mat around)
    {
        Cv2.Dilate(difference, widest, around);
        Cv2.Erode(difference, least, around);
        Cv2.Subtract(widest, least, widest);
    }

    private static byte Part(List<byte> sorted, double part) => sorted[(int)(part * (sorted.Count - 1))];

    private static List<byte> Values(Mat of, Mat where)
    {
        var values = new List<byte>();
        var height = of.Height;
        for (var y = 0; y < height; y++)
        {
            var value = Row.Of<byte>(of, y);
            var here = Row.Of<byte>(where, y);
            for (var x = 0; x < value.Length; x++)
                if (here[x] != 0)
                    values.Add(value[x]);
        }
        values.Sort();
        return values;
    }
}
