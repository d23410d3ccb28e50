using CsCheck;
using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Camera;

/// <summary>Pictures and films of which bytes are changed: they are shown, passed over or refused in a sentence.</summary>
public class PictureProperties
{
    private const int Many = 3_000;

    private static readonly byte[] Picture = Encoded();

    /// <summary>The heads of films: the outermost parts, and little in them.</summary>
    private static readonly byte[][] Heads =
    [
        [.. "RIFF"u8, 64, 0, 0, 0, .. "AVI LIST"u8, .. new byte[52]],
        [0, 0, 0, 16, .. "ftypisom"u8, 0, 0, 2, 0, 0, 0, 0, 24, .. "mdat"u8, .. new byte[16]],
        [0, 0, 0, 1, .. "mdat"u8, 0, 0, 0, 0, 0, 0, 0, 32, .. new byte[16]],
        [0x1A, 0x45, 0xDF, 0xA3, 0x84, 1, 2, 3, 4, 0x18, 0x53, 0x80, 0x67, 0x88, .. new byte[8]],
        Picture[..40],
    ];

    [Fact]
    public void A_damaged_stream_of_jpegs_gives_no_more_than_it_holds_or_is_refused() => Damage.Of([[.. Picture, .. Picture, .. Picture]]).Sample(bytes =>
    {
        using var bgr = new Mat();
        using var pipe = new MemoryStream(bytes);
        var frames = new MjpegFrames(pipe);
        try
        {
            var count = 0;
            while (frames.Next())
            {
                count++;
                if (frames.Decode(bgr))
                    Assert.True(bgr.Width <= Jpeg.LongestSide && bgr.Height <= Jpeg.LongestSide && (long)bgr.Width * bgr.Height <= Jpeg.MostPixels);
            }
            Assert.InRange(count, 0, bytes.Length / 4);
        }
        catch (InvalidDataException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }, iter: Many);

    [Fact]
    public void A_picture_states_its_size_whole_or_not_at_all() => Damage.Of([Picture]).Sample(bytes =>
    {
        if (Jpeg.SizeOf(bytes) is { } size)
            Assert.True(size is { Width: >= 0 and <= ushort.MaxValue, Height: >= 0 and <= ushort.MaxValue });
    }, iter: 10 * Many);

    [Fact]
    public void Whatever_a_films_head_states_its_parts_are_walked_to_an_end() => Damage.Of(Heads).Sample(bytes =>
    {
        using var file = new MemoryStream(bytes);
        _ = FilmContainer.Of(file);
    }, iter: 10 * Many);

    private static byte[] Encoded()
    {
        using var picture = new Mat(48, 64, MatType.CV_8UC3, new Scalar(40, 90, 160));
        Cv2.Circle(picture, 30, 20, 12, new Scalar(200, 30, 60), -1);
        Cv2.ImEncode(".jpg", picture, out var jpeg);
        return jpeg;
    }
}
