using OpenCvSharp;

namespace Solutions.Edge.Tests.Support.Camera.Nuisances;

/// <summary>Nineteen kinds of nuisance over three real places without anybody in them: 57 cases of 120 frames that count.</summary>
public static class Gauntlet
{
    /// <summary>Frames that a kind of these goes on for; before and after it the place is quiet.</summary>
    public const int During = 90;

    /// <summary>The first of <see cref="Nuisance.All"/>, which every camera has to bear.</summary>
    private const int Usual = 10;

    /// <summary>The kinds that deceived a detector outdoors, in a dose.</summary>
    public static IReadOnlyList<Nuisance> Hard(Dose dose) =>
    [
        Foliage.Swaying(dose),
        Foliage.InGusts(dose),
        BeforeTheLens.Spider(dose),
        BeforeTheLens.Insect(dose),
        Weather.HeavyRain(dose),
        Weather.CloudEdge(dose),
        Weather.LightStep(dose),
        OnTheWay.Clock(dose),
        OnTheWay.BrokenJpeg(dose),
    ];

    public static IReadOnlyList<Nuisance> Kinds(Dose dose) => [.. Nuisance.All.Take(Usual), .. Hard(dose)];

    /// <summary>The empty place of a film, and two parts of it enlarged to its size: one darker, one mirrored and brighter.</summary>
    public static IReadOnlyList<(string Name, Mat Place)> Places(string film)
    {
        var whole = Nuisance.EmptyPlace(film);
        var (w, h) = (whole.Width, whole.Height);
        return
        [
            ("whole", whole),
            ("left", Part(whole, new(0, h / 8, 5 * w / 8, 5 * h / 8), false, 0.75)),
            ("right", Part(whole, new(3 * w / 8, 0, 5 * w / 8, 5 * h / 8), true, 1.15)),
        ];
    }

    internal static bool IsOn(int n) => n is >= 0 and < During;

    private static Mat Part(Mat whole, Rect part, bool mirrored, double level)
    {
        using var cut = whole[part];
        var place = new Mat();
        Cv2.Resize(cut, place, whole.Size(), 0, 0, InterpolationFlags.Cubic);
        if (mirrored)
            Cv2.Flip(place, place, FlipMode.Y);
        place.ConvertTo(place, MatType.CV_8UC3, level);
        return place;
    }
}
