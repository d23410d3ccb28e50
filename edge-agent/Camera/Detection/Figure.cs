using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>The pixels of what is reported in one place, from which persons are taken one by one.</summary>
internal sealed class Figure
{
    private readonly bool[] pixels;

    public Figure(Rect box, IReadOnlyCollection<int> parts, IReadOnlyCollection<Rect> solid, Mat labels)
    {
        Box = box;
        pixels = new bool[box.Width * box.Height];
        for (var y = 0; y < box.Height; y++)
        {
            var label = Row.Of<int>(labels, box.Y + y)[box.X..box.Right];
            for (var x = 0; x < box.Width; x++)
                pixels[y * box.Width + x] = label[x] != 0 && parts.Contains(label[x]);
        }
        foreach (var area in solid)
            Fill(area & box, true);
    }

    public Rect Box { get; }

    public bool this[int x, int y] => pixels[(y - Box.Y) * Box.Width + x - Box.X];

    /// <summary>Pixels within an area.</summary>
    public int Weight(Rect area)
    {
        var (within, sum) = (area & Box, 0);
        for (var y = within.Top; y < within.Bottom; y++)
            sum += pixels.AsSpan((y - Box.Y) * Box.Width + within.X - Box.X, within.Width).Count(true);
        return sum;
    }

    public void Remove(Rect area) => Fill(area & Box, false);

    /// <summary>The person under the heaviest columns; null where no column is heavy enough for one.</summary>
    public Rect? Heaviest(PersonSize size)
    {
        var columns = new int[Box.Width];
        for (var at = 0; at < pixels.Length; at++)
            if (pixels[at])
                columns[at % Box.Width]++;
        var usual = size.HeightAt(Box.Bottom)!.Value;
        var width = Math.Clamp((int)Math.Round(PersonSize.Aspect * usual), 1, Box.Width);
        var (best, bestAt, sum) = (0, 0, 0);
        for (var x = 0; x < Box.Width; x++)
        {
            sum += columns[x] - (x >= width ? columns[x - width] : 0);
            if (x >= width - 1 && sum > best)
                (best, bestAt) = (sum, x - width + 1);
        }
        var (top, bottom) = (-1, -1);
        for (var y = 0; y < Box.Height; y++)
            if (pixels.AsSpan(y * Box.Width + bestAt, width).Count(true) >= Math.Max(1, width / 6))
                (top, bottom) = (top < 0 ? y : top, y + 1);
        if (top < 0)
            return null;
        var height = Math.Min(bottom - top, (int)Math.Round(size.HeightBelow(Box.Y + top)!.Value));
        var person = new Rect(Box.X + bestAt, Box.Y + top, width, height);
        return Weight(person) >= 0.4 * width * usual ? person : null;
    }

    private void Fill(Rect area, bool value)
    {
        for (var y = area.Top; y < area.Bottom; y++)
            pixels.AsSpan((y - Box.Y) * Box.Width + area.X - Box.X, area.Width).Fill(value);
    }
}
