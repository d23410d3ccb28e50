using System.Numerics;
using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>
/// Undoes what light, exposure and clouds do to the picture: the gain against the background, channel by channel, is the median over
/// each cell of a coarse grid, and is divided out.
/// </summary>
internal sealed class LightCompensation : IDisposable
{
    private const int SampleWidth = 32, CellSide = 8;

    /// <summary>Outside these a sample shows nothing of the light: black is noise and white is clipped.</summary>
    private const byte Darkest = 8, Brightest = 248;

    /// <summary>Left in the picture, so that the background follows a light that stays as it is.</summary>
    private const double Left = 0.1;

    /// <summary>A gain of one in the whole numbers of the map.</summary>
    private const int OneBits = 12, One = 1 << OneBits;

    /// <summary>The weight of a row of the grid in whole numbers.</summary>
    private const int WholeBits = 8;
    private const uint Whole = 1 << WholeBits;

    private const float Nothing = 0.02f, Strongest = 4;

    /// <summary>Samples of a cell under which the whole picture speaks for it.</summary>
    private const double LeastSamples = 0.25;

    private readonly Mat frameSamples = new(), backgroundSamples = new(), maskSamples = new(), gains = new(), steps = new(), rows = new();
    private readonly RatioCounts[] all = [new(), new(), new()], cell = [new(), new(), new()];

    /// <summary>Median gain of the picture against the background before it was undone; 1 = none.</summary>
    public double Gain { get; private set; } = 1;

    /// <param name="bgr">Corrected in place.</param>
    /// <param name="background">Of the same size.</param>
    /// <param name="isNew">It is another background than the last time.</param>
    /// <param name="foreground">What was foreground a frame ago; it shows nothing of the light.</param>
    public void Undo(Mat bgr, Mat background, bool isNew, Mat foreground)
    {
        var size = new Size(SampleWidth, Math.Max(CellSide, SampleWidth * bgr.Height / bgr.Width));
        Cv2.Resize(bgr, frameSamples, size, 0, 0, InterpolationFlags.Area);
        if (isNew)
            Cv2.Resize(background, backgroundSamples, size, 0, 0, InterpolationFlags.Area);
        Cv2.Resize(foreground, maskSamples, size, 0, 0, InterpolationFlags.Area);
        var cells = new Size(SampleWidth / CellSide, (int)Math.Round(size.Height / (double)CellSide));
        gains.Create(cells, MatType.CV_32FC3);
        var f = frameSamples.AsSpan<Vec3b>();
        var b = backgroundSamples.AsSpan<Vec3b>();
        var m = maskSamples.AsSpan<byte>();
        var map3 = gains.AsSpan<Vec3f>();
        Clear(all);
        Gather(f, b, m, new Rect(default, size), all, size.Width);
        var whole = new Vec3f(all[0].Median(1), all[1].Median(1), all[2].Median(1));
        Gain = (whole.Item0 + whole.Item1 + whole.Item2) / 3;
        var strongest = 0f;
        for (var row = 0; row < cells.Height; row++)
            for (var column = 0; column < cells.Width; column++)
            {
                var (top, bottom) = (row * size.Height / cells.Height, (row + 1) * size.Height / cells.Height);
                var area = new Rect(column * CellSide, top, CellSide, bottom - top);
                Clear(cell);
                Gather(f, b, m, area, cell, size.Width);
                var enough = cell[1].Total >= LeastSamples * area.Width * area.Height;
                ref var gain = ref map3[row * cells.Width + column];
                gain = enough ? new(Inverse(cell[0].Median(whole.Item0)), Inverse(cell[1].Median(whole.Item1)), Inverse(cell[2].Median(whole.Item2)))
                    : new(Inverse(whole.Item0), Inverse(whole.Item1), Inverse(whole.Item2));
                strongest = Math.Max(strongest, Math.Max(Math.Abs(gain.Item0 - 1), Math.Max(Math.Abs(gain.Item1 - 1), Math.Abs(gain.Item2 - 1))));
            }
        if (strongest < Nothing)
            return;
        gains.ConvertTo(steps, MatType.CV_16UC3, One);
        Cv2.Resize(steps, rows, new Size(bgr.Width, cells.Height), 0, 0, InterpolationFlags.Linear);
        var height = bgr.Height;
        for (var y = 0; y < height; y++)
        {
            var at = Math.Clamp((y + 0.5) * cells.Height / height - 0.5, 0, cells.Height - 1);
            var above = (int)at;
            Multiply(MemoryMarshal.AsBytes(Row.Of<Vec3b>(bgr, y)), MemoryMarshal.AsBytes(Row.Of<Vec3b>(background, y)),
                Gains(above), Gains(Math.Min(above + 1, cells.Height - 1)), (uint)((at - above) * Whole));
        }

        ReadOnlySpan<ushort> Gains(int row) => MemoryMarshal.Cast<Vec3w, ushort>(Row.Of<Vec3w>(rows, row));
    }

    public void Dispose()
    {
        foreach (var mat in new[] { frameSamples, backgroundSamples, maskSamples, gains, steps, rows })
            mat.Dispose();
    }

    /// <summary>
    /// By gains between two rows of the grid; what is clipped may have been brighter, up to the background. In whole numbers: OpenCV's own
    /// product of bytes and floats takes twenty times as long.
    /// </summary>
    private static void Multiply(Span<byte> values, ReadOnlySpan<byte> background, ReadOnlySpan<ushort> above, ReadOnlySpan<ushort> below, uint weight)
    {
        var n = 0;
        for (; n + Vector<byte>.Count <= values.Length; n += Vector<byte>.Count)
        {
            var value = new Vector<byte>(values[n..]);
            Vector.Widen(value, out var low, out var high);
            var product = Vector.Narrow(Products(low, above[n..], below[n..], weight),
                Products(high, above[(n + Vector<ushort>.Count)..], below[(n + Vector<ushort>.Count)..], weight));
            Vector.ConditionalSelect(Vector.GreaterThanOrEqual(value, new(Brightest)), Vector.Max(product, new(background[n..])), product).CopyTo(values[n..]);
        }
        for (; n < values.Length; n++)
        {
            var product = (byte)Math.Min(byte.MaxValue, (values[n] * ((above[n] * (Whole - weight) + below[n] * weight) / Whole) + One / 2) / One);
            values[n] = values[n] >= Brightest ? Math.Max(product, background[n]) : product;
        }
    }

    private static Vector<ushort> Products(Vector<ushort> values, ReadOnlySpan<ushort> above, ReadOnlySpan<ushort> below, uint weight)
    {
        Vector.Widen(values, out var low, out var high);
        Vector.Widen(new Vector<ushort>(above), out var aboveLow, out var aboveHigh);
        Vector.Widen(new Vector<ushort>(below), out var belowLow, out var belowHigh);
        return Vector.Min(Vector.Narrow(Product(low, aboveLow, belowLow), Product(high, aboveHigh, belowHigh)), new(byte.MaxValue));

        Vector<uint> Product(Vector<uint> value, Vector<uint> a, Vector<uint> b) =>
            (value * ((a * (Whole - weight) + b * weight) >> WholeBits) + new Vector<uint>(One / 2)) >> OneBits;
    }

    private static float Inverse(float gain) => (float)Math.Pow(Math.Clamp(gain, 1 / Strongest, Strongest), Left - 1);

    private static void Clear(RatioCounts[] counts)
    {
        foreach (var count in counts)
            count.Clear();
    }

    private static void Gather(Span<Vec3b> frame, Span<Vec3b> background, Span<byte> mask, Rect area, RatioCounts[] into, int stride)
    {
        for (var y = area.Top; y < area.Bottom; y++)
            for (var x = area.Left; x < area.Right; x++)
            {
                var at = y * stride + x;
                if (mask[at] > byte.MaxValue / 4)
                    continue;
                var (f, b) = (frame[at], background[at]);
                Add(into[0], f.Item0, b.Item0);
                Add(into[1], f.Item1, b.Item1);
                Add(into[2], f.Item2, b.Item2);
            }
    }

    private static void Add(RatioCounts ratios, byte frame, byte background)
    {
        if (frame is > Darkest and < Brightest && background is > Darkest and < Brightest)
            ratios.Add((float)frame / background);
    }
}
