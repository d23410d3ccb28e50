using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>The frames of a film as they are stored, not decoded: how many there are, and which are of another kind than those before.</summary>
internal sealed class FilmPackets : IDisposable
{
    /// <summary>A damaged one may not be brought at all; after so many in a row the film has ended.</summary>
    private const int MostMissing = 1000;

    /// <summary>So many show at what rate a film was made.</summary>
    private const int RatePackets = 300;

    /// <summary>Nothing came for longer: that is no rate.</summary>
    private const double PauseSeconds = 1.5;

    /// <summary>A stream states its pictures' form near a frame's begin.</summary>
    private const int Head = 256;

    /// <summary>Least bytes of an MPEG-1 or 2 sequence header from its code on. MPEG-4 gives the same code to a time of three bytes.</summary>
    private const int SequenceHeader = 9;

    private readonly VideoCapture stored;
    private readonly Mat packet = new();
    private readonly List<double> times = [];
    private byte[]? form;

    public FilmPackets(string path) => stored = new(path, VideoCaptureAPIs.FFMPEG, [(int)VideoCaptureProperties.Format, -1]);

    /// <summary>Those that came until now, the missing among them.</summary>
    public int Count { get; private set; }

    public bool IsOver { get; private set; }

    /// <summary>Of each that came, in seconds from the first; all 0 if the film has no times. In the order of decoding.</summary>
    public IReadOnlyList<double> Seconds => times;

    /// <summary>The newest one.</summary>
    public ReadOnlySpan<byte> Bytes => stored.Retrieve(packet) && !packet.Empty() ? packet.AsSpan<byte>() : [];

    /// <summary>How many come a second among the first ones, pauses left out, or as an H.264 stream without times states; null = neither.</summary>
    public static double? Rate(string path)
    {
        using var film = new FilmPackets(path);
        double? stated = null;
        while (film.Count < RatePackets && film.Next())
            stated ??= FormOf(film.Bytes) is { } form && IsH264(form[0]) ? H264Timing.Rate(form) : null;
        var steps = film.times.Order().Zip(film.times.Order().Skip(1), (a, b) => b - a).Where(s => s is > 0 and < PauseSeconds).ToList();
        return steps.Count > 0 ? 1 / steps.Average() : stated;
    }

    public bool Next()
    {
        for (var missing = 0; !IsOver && missing < MostMissing; missing++)
            if (stored.Grab())
            {
                Count += 1 + missing;
                times.Add(stored.Get(VideoCaptureProperties.PosMsec) / 1000);
                return true;
            }
        IsOver = true;
        return false;
    }

    /// <summary>True if the newest one states another form of the pictures, such as their size, than was stated before.</summary>
    public bool ChangesForm()
    {
        if (FormOf(Bytes) is not { } stated)
            return false;
        var changes = form is not null && !form.AsSpan().SequenceEqual(stated);
        form = stated;
        return changes;
    }

    public void Dispose()
    {
        stored.Dispose();
        packet.Dispose();
    }

    /// <summary>The code of H.264's sequence parameters, whatever their rank.</summary>
    private static bool IsH264(byte code) => (code & 0x9F) == 7;

    /// <summary>The sequence header's size and shape of MPEG-1 and 2, the layer of MPEG-4, or the sequence parameters of H.264; null = there is none.</summary>
    private static byte[]? FormOf(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, Head)];
        for (var at = bytes.IndexOf<byte>([0, 0, 1]); at >= 0 && at + 4 < bytes.Length;)
        {
            var unit = bytes[(at + 3)..];
            var next = unit.IndexOf<byte>([0, 0, 1]);
            var whole = next < 0 ? unit : unit[..next];
            if (unit[0] == 0xB3 && whole.Length >= SequenceHeader)
                return unit[..4].ToArray();
            if (unit[0] is >= 0x20 and <= 0x2F || IsH264(unit[0]))
                return whole.TrimEnd((byte)0).ToArray();
            if (next < 0)
                return null;
            at += 3 + next;
        }
        return null;
    }
}
