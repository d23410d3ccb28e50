using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>JPEGs, one right after the other, as rpicam-vid --codec mjpeg writes them.
/// Segments are stepped over by their length, so that a thumbnail inside one ends nothing.</summary>
/// <param name="pipe">Where the bytes come from.</param>
internal sealed class MjpegFrames(Stream pipe) : IPipeFrames
{
    private const int Longest = 16 * 1024 * 1024;
    private const byte StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA;

    private readonly byte[] chunk = new byte[64 * 1024];
    private byte[] frame = new byte[256 * 1024];
    private int length, next, filled;

    public string Expected => "JPEGs, one right after the other, to its standard output";

    public bool Next()
    {
        length = 0;
        if (Take() is not { } first)
            return false;
        if (first != 0xFF || Take() != StartOfImage)
            throw new InvalidDataException($"its output has 0x{first:X2} where a JPEG must begin with 0xFFD8");
        for (int? marker = Marker(); marker is { } found; marker = found == StartOfScan ? AfterScan() : Marker())
        {
            if (found == EndOfImage)
                return true;
            if (!Segment())
                return false;
        }
        return false;
    }

    public bool Decode(Mat bgr) => Jpeg.Decode(frame.AsSpan(0, length), bgr);

    /// <summary>The marker that must stand here; any number of 0xFF may fill up before it.</summary>
    private int? Marker()
    {
        var code = Take();
        if (code is not (null or 0xFF))
            throw new InvalidDataException($"its output has 0x{code:X2} where a JPEG must have a marker");
        while (code == 0xFF)
            code = Take();
        return code;
    }

    /// <summary>The first marker after the scan's data, in which 0xFF is followed by 0 or a restart marker.</summary>
    private int? AfterScan()
    {
        for (var code = Take(); code is not null; code = Take())
        {
            while (code == 0xFF)
            {
                code = Take();
                if (code is not (null or 0xFF or 0 or (>= 0xD0 and <= 0xD7)))
                    return code;
            }
        }
        return null;
    }

    private bool Segment()
    {
        if (Take() is not { } high || Take() is not { } low)
            return false;
        for (var left = (high << 8 | low) - 2; left > 0; left--)
        {
            if (Take() is null)
                return false;
        }
        return true;
    }

    private int? Take()
    {
        if (next == filled)
        {
            (next, filled) = (0, pipe.Read(chunk));
            if (filled == 0)
                return null;
        }
        if (length == Longest)
            throw new InvalidDataException($"its output has no end of a JPEG within {Longest / 1024 / 1024} MiB");
        if (length == frame.Length)
            Array.Resize(ref frame, 2 * length);
        return frame[length++] = chunk[next++];
    }
}
