using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>The places behind the people. They depend on no seed: a street is the same street every night.</summary>
internal static class Backdrop
{
    /// <summary>A street across the view: house fronts with lit windows, a pavement, cobbles.</summary>
    public static Mat Street()
    {
        var picture = new Mat(Lens.Height, Lens.Width, MatType.CV_8UC3, new Scalar(58, 50, 46));
        var random = new Random(12);
        for (var house = 0; house < 8; house++)
            House(picture, random, new Rect(house * 84 - 12, 0, 84, 104));
        Cv2.Rectangle(picture, new Rect(0, 104, Lens.Width, Lens.Height - 104), new Scalar(96, 100, 104), -1);
        for (var z = 5.0; z < 40; z *= 1.045)
            Cv2.Line(picture, Lens.Pixel(-30, 0, z), Lens.Pixel(30, 0, z), new Scalar(84, 88, 92), 1, LineTypes.AntiAlias);
        for (var x = -30.0; x < 30; x += 0.8)
            Cv2.Line(picture, Lens.Pixel(x, 0, 4), Lens.Pixel(x, 0, 49), new Scalar(88, 92, 96), 1, LineTypes.AntiAlias);
        Cv2.Line(picture, Lens.Pixel(-30, 0, 18), Lens.Pixel(30, 0, 18), new Scalar(140, 142, 146), 3, LineTypes.AntiAlias);
        Grit(picture, random);
        return picture;
    }

    /// <summary>An alley between brick walls that runs away from the camera.</summary>
    public static Mat Alley()
    {
        var picture = new Mat(Lens.Height, Lens.Width, MatType.CV_8UC3, new Scalar(70, 62, 58));
        var random = new Random(21);
        foreach (var side in new[] { -1.0, 1.0 })
        {
            Point[] wall = [Lens.Pixel(side * 1.8, 0, 1.5), Lens.Pixel(side * 1.8, 3.2, 1.5), Lens.Pixel(side * 1.8, 3.2, 40), Lens.Pixel(side * 1.8, 0, 40)];
            Cv2.FillConvexPoly(picture, wall, new Scalar(62, 74, 112));
            for (var y = 0.0; y < 3.2; y += 0.2)
                Cv2.Line(picture, Lens.Pixel(side * 1.8, y, 1.5), Lens.Pixel(side * 1.8, y, 40), new Scalar(74, 86, 122), 1, LineTypes.AntiAlias);
        }
        Point[] ground = [Lens.Pixel(-1.8, 0, 1.5), Lens.Pixel(-1.8, 0, 40), Lens.Pixel(1.8, 0, 40), Lens.Pixel(1.8, 0, 1.5)];
        Cv2.FillConvexPoly(picture, ground, new Scalar(104, 106, 108));
        for (var z = 4.0; z < 40; z *= 1.06)
            Cv2.Line(picture, Lens.Pixel(-1.8, 0, z), Lens.Pixel(1.8, 0, z), new Scalar(92, 94, 97), 1, LineTypes.AntiAlias);
        Grit(picture, random);
        return picture;
    }

    private static void House(Mat picture, Random random, Rect front)
    {
        var tone = 50 + random.Next(40);
        Cv2.Rectangle(picture, front, new Scalar(tone, tone + 8, tone + 26), -1);
        for (var row = 0; row < 2; row++)
            for (var column = 0; column < 3; column++)
            {
                var window = new Rect(front.X + 10 + column * 26, 12 + row * 48, 14, 26);
                Cv2.Rectangle(picture, window, random.Next(3) == 0 ? new Scalar(110, 190, 220) : new Scalar(60, 46, 40), -1);
                Cv2.Rectangle(picture, window, new Scalar(120, 122, 126), 1);
            }
    }

    /// <summary>Small-scale texture: without it a detector's light test has nothing to hold on to.</summary>
    private static void Grit(Mat picture, Random random)
    {
        for (var i = 0; i < 9000; i++)
        {
            var (x, y) = (random.Next(Lens.Width), random.Next(Lens.Height));
            var pixel = picture.At<Vec3b>(y, x);
            var change = random.Next(-16, 17);
            picture.Set(y, x, new Vec3b(Shift(pixel.Item0), Shift(pixel.Item1), Shift(pixel.Item2)));

            byte Shift(byte value) => (byte)Math.Clamp(value + change, 0, 255);
        }
        Cv2.GaussianBlur(picture, picture, new Size(3, 3), 0.7);
    }
}
