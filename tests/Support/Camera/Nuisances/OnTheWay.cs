using System.Globalization;
using OpenCvSharp;

namespace Solutions.Edge.Tests.Support.Camera.Nuisances;

/// <summary>What gets into a picture on its way from the lens to the detector.</summary>
internal static class OnTheWay
{
    private const int Block = 16;

    /// <summary>Date and time, burnt in by the camera all along.</summary>
    public static Nuisance Clock(Dose dose)
    {
        var chance = dose.Chance(8);
        var (corner, start) = (chance.Next(4), new DateTime(2026, 11, 23, 9, 59, 50).AddSeconds(chance.Next(100_000)));
        var size = 1.2 * dose.Strength;
        return new("burnt-in clock", (p, n, random) =>
        {
            var seconds = Math.Floor(dose.Pace * (n + Nuisance.Before) / Nuisance.FramesPerSecond);
            var time = start.AddSeconds(seconds).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            var box = Cv2.GetTextSize(time, HersheyFonts.HersheySimplex, size, 5, out _);
            var at = new Point(corner % 2 == 0 ? 12 : p.Width - box.Width - 12, corner < 2 ? box.Height + 12 : p.Height - 14);
            Cv2.PutText(p, time, at, HersheyFonts.HersheySimplex, size, Scalar.All(15), 6, LineTypes.AntiAlias);
            Cv2.PutText(p, time, at, HersheyFonts.HersheySimplex, size, Scalar.All(245), 2, LineTypes.AntiAlias);
        });
    }

    /// <summary>Bytes were lost: from some block on a strip lies beside its place in another colour, and its end is grey.</summary>
    public static Nuisance BrokenJpeg(Dose dose) => new("ragged edges of a broken JPEG", (p, n, _) =>
    {
        // A fault lasts a frame or a few.
        var fault = new Random(unchecked(dose.Seed * 7919 + (int)(n * dose.Pace) / 3 * 31));
        if (!Gauntlet.IsOn(n) || fault.NextDouble() > 0.45)
            return;
        using var whole = p.Clone();
        var (columns, rows) = (p.Width / Block, p.Height / Block);
        var (first, shift) = (fault.Next(columns * rows), fault.Next(-6, 7));
        var length = (int)(dose.Strength * columns * fault.Next(1, 8));
        var cast = new Scalar(fault.Next(-40, 41), fault.Next(-40, 41), fault.Next(-40, 41));
        for (var at = first; at < Math.Min(first + length, columns * rows); at++)
        {
            using var to = p[new Rect(at % columns * Block, at / columns * Block, Block, Block)];
            if (at > first + 0.8 * length)
            {
                to.SetTo(Scalar.All(128));
                continue;
            }
            var other = Math.Clamp(at + shift, 0, columns * rows - 1);
            using var from = whole[new Rect(other % columns * Block, other / columns * Block, Block, Block)];
            Cv2.Add(from, cast, to);
        }
    });
}
