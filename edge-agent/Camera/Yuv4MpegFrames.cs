using System.Globalization;
using System.Text;
using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>YUV4MPEG2 in 4:2:0, which states the pictures' size itself:
/// a head line, then for each frame a line that begins with FRAME and the planes.</summary>
/// <param name="pipe">Where the bytes come from.</param>
internal sealed class Yuv4MpegFrames(Stream pipe) : IPipeFrames
{
    private const int LongestLine = 200;

    private Yuv420Frames? planes;

    public string Expected => "YUV4MPEG2 with 4:2:0 frames to its standard output";

    public bool Next()
    {
        if (planes is null)
        {
            if (Line() is not { } head)
                return false;
            planes = new(pipe, SizeOf(head));
        }
        if (Line() is not { } line)
            return false;
        return line.StartsWith("FRAME", StringComparison.Ordinal) ? planes.Next()
            : throw new InvalidDataException($"its output has '{line}' where a frame must begin");
    }

    public bool Decode(Mat bgr) => planes?.Decode(bgr) ?? false;

    private static Size SizeOf(string head)
    {
        var parts = head.Split(' ');
        if (parts[0] == "YUV4MPEG2" && Number('W') is { } width && Number('H') is { } height
            && Array.Exists(parts, p => p.StartsWith("C420", StringComparison.Ordinal)))
            return new(width, height);
        throw new InvalidDataException($"its output begins with '{head}'");

        int? Number(char letter) => Array.Find(parts, p => p.Length > 1 && p[0] == letter) is { } part
            && int.TryParse(part.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 16 and <= 8192 && number % 2 == 0
            ? number
            : null;
    }

    private string? Line()
    {
        var line = new StringBuilder();
        for (var next = pipe.ReadByte(); next != '\n'; next = pipe.ReadByte())
        {
            if (next < 0)
                return null;
            if (line.Append((char)next).Length > LongestLine)
                throw new InvalidDataException("its output has no line where one must be");
        }
        return line.ToString();
    }
}
