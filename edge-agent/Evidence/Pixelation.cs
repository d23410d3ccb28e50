using OpenCvSharp;

namespace Solutions.Edge.Agent.Evidence;

/// <summary>
/// Hides people: wherever something moved within the last minute the picture is a mosaic. One caller at a time.
/// </summary>
/// <remarks>
/// A place stays hidden after the movement: a person that walks up and stands still soon looks like background, and would come into sight.
/// Until the picture has been watched for that minute it is not known whether somebody already stood there. Then the frame's width is what
/// protects them: in a view more than 2.6 m wide, 320 pixels are under the 125 pixels a metre it takes to recognise a person (BS EN 62676-4).
/// </remarks>
internal sealed class Pixelation
{
    /// <summary>Blocks from top to bottom. A head is an eighth of a person: of a person that fills the picture it has under three.</summary>
    public const int Rows = 20;

    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(1);

    /// <summary>How far round a region is hidden, in parts of its height: a mask often lacks head and feet.</summary>
    private const double Margin = 0.25;

    /// <summary>Between pictures that are further apart, or in another order, the clock may have been set: that brings nobody into sight.</summary>
    private static readonly TimeSpan Parted = TimeSpan.FromSeconds(5);

    private DateTimeOffset? last;
    private DateTimeOffset[] hiddenUntil = [];
    private int columns;

    /// <summary>Pixelates a picture in place.</summary>
    /// <param name="bgr">The picture as it will be kept.</param>
    /// <param name="at">When it was captured.</param>
    /// <param name="moving">Where things move, as parts of the picture's width and height; null = not known, so all of it is hidden.</param>
    public void Apply(Mat bgr, DateTimeOffset at, IReadOnlyList<Rect2d>? moving)
    {
        Fit(bgr.Size());
        if (last is { } before && (at < before || at - before > Parted))
            hiddenUntil = [.. hiddenUntil.Select(until => until > before ? until + (at - before) : default)];
        last = at;
        foreach (var box in moving ?? [])
            Hide(box, at + Hidden);
        using var blocks = new Mat();
        using var mosaic = new Mat();
        using var hidden = new Mat(Rows, columns, MatType.CV_8UC1);
        for (var cell = 0; cell < hiddenUntil.Length; cell++)
            hidden.Set(cell / columns, cell % columns, (byte)(moving is null || hiddenUntil[cell] > at ? 255 : 0));
        Cv2.Resize(bgr, blocks, hidden.Size(), 0, 0, InterpolationFlags.Area);
        Cv2.Resize(blocks, mosaic, bgr.Size(), 0, 0, InterpolationFlags.Nearest);
        Cv2.Resize(hidden, hidden, bgr.Size(), 0, 0, InterpolationFlags.Nearest);
        mosaic.CopyTo(bgr, hidden);
    }

    private void Fit(Size picture)
    {
        var fitting = Math.Max(1, (int)Math.Round((double)Rows * picture.Width / picture.Height));
        if (fitting == columns)
            return;
        columns = fitting;
        hiddenUntil = new DateTimeOffset[Rows * columns];
    }

    private void Hide(Rect2d box, DateTimeOffset until)
    {
        // Square in the picture: a margin of so many rows is as many columns.
        var margin = Margin * box.Height * Rows;
        for (var row = Cell(box.Top * Rows - margin, Rows); row <= Cell(box.Bottom * Rows + margin, Rows); row++)
        {
            for (var column = Cell(box.Left * columns - margin, columns); column <= Cell(box.Right * columns + margin, columns); column++)
                hiddenUntil[row * columns + column] = until;
        }

        static int Cell(double place, int cells) => Math.Clamp((int)Math.Floor(place), 0, cells - 1);
    }
}
