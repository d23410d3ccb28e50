using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Detection;

namespace Solutions.Edge.Agent.Camera.Crowds;

/// <summary>
/// How many people an area is room for: its share over what one person there covers. Good for a band, not for a count: a crowd
/// hides itself, and a vehicle is taken for several people.
/// </summary>
internal sealed class CrowdSize
{
    /// <summary>Metres of a person.</summary>
    public const double PersonHeight = 1.7;

    private readonly PersonSize size = new();

    /// <summary>Learns from people alone in their region how tall people are where.</summary>
    public void Learn(IReadOnlyList<Rect> regions, IReadOnlyList<(int Id, Rect Box)> people, Size picture)
    {
        foreach (var region in regions)
            if (region is { Left: > 2, Top: > 2 } && region.Right < picture.Width - 2 && region.Bottom < picture.Height - 2
                && people.Count(p => region.IntersectsWith(p.Box)) == 1)
                size.Learn(region);
    }

    /// <summary>Height in pixels of a person with the feet at a row; null until learnt.</summary>
    /// <param name="foot">The row.</param>
    /// <param name="pixelsPerMetre">What is taken until it is learnt.</param>
    public double? HeightAt(double foot, double? pixelsPerMetre) => size.HeightAt(foot) ?? pixelsPerMetre * PersonHeight;

    /// <summary>How many people a region may be; null = how large people are is not known.</summary>
    public double? People(Rect region, double? pixelsPerMetre)
    {
        if (HeightAt(region.Bottom, pixelsPerMetre) is not { } nearest)
            return null;
        // Those at the back of a crowd have their feet further up, and are smaller.
        var height = HeightAt(region.Bottom - Math.Max(0, region.Height - nearest) / 2, pixelsPerMetre) ?? nearest;
        return region.Width * region.Height / (PersonSize.Aspect * height * height);
    }
}
