using System.Buffers.Binary;
using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>JPEGs from outside: what a head states is checked before memory is taken for it.</summary>
internal static class Jpeg
{
    /// <summary>An 8K camera has 7680 x 4320. Of a picture with more not even the first line is decoded.</summary>
    public const int LongestSide = 8192, MostPixels = 36_000_000;

    public static bool IsOne(ReadOnlySpan<byte> bytes) => bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]);

    /// <summary>The size that a JPEG's frame header states (ITU-T T.81, B.2.2); null = it has none.</summary>
    public static Size? SizeOf(ReadOnlySpan<byte> jpeg)
    {
        for (var at = 2; at + 9 <= jpeg.Length;)
        {
            if (jpeg[at] != 0xFF)
                return null;
            var marker = jpeg[at + 1];
            if (marker == 0xFF)
                at++;
            else if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return new(BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 5)..]));
            else
                at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
        }
        return null;
    }

    /// <param name="jpeg">One whole picture.</param>
    /// <param name="bgr">Where it goes; made to fit.</param>
    /// <returns>False: it is none that can be decoded.</returns>
    /// <exception cref="InvalidDataException">It states a size beyond the limit.</exception>
    public static bool Decode(ReadOnlySpan<byte> jpeg, Mat bgr)
    {
        if (SizeOf(jpeg) is not { Width: > 0, Height: > 0 } size)
            return false;
        if (size.Width > LongestSide || size.Height > LongestSide || (long)size.Width * size.Height > MostPixels)
            throw new InvalidDataException(FormattableString.Invariant(
                $"a JPEG states {size.Width} x {size.Height} pixels; a picture must have at most {LongestSide} a side and {MostPixels / 1_000_000} million"));
        try
        {
            using var decoded = Cv2.ImDecode(jpeg, ImreadModes.Color | ImreadModes.IgnoreOrientation);
            if (decoded.Empty())
                return false;
            decoded.CopyTo(bgr);
            return true;
        }
        catch (OpenCVException)
        {
            return false;
        }
    }
}
