using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Camera.Detection;

public sealed class VehicleTests : IDisposable
{
    private const int FramesPerSecond = 10, StopSeconds = 30, CarWidth = 160, CarHeight = 74, Road = 306, Step = 16;

    private readonly Mat street = Backdrop.Street(), picture = new(), wide = new(), noise = new(Lens.Height, Lens.Width, MatType.CV_16SC3);
    private readonly RNG sensor = new(3);
    private readonly MotionDetector detector = new(new() { FramesPerSecond = FramesPerSecond });
    private int visible, found;

    public void Dispose()
    {
        foreach (IDisposable owned in new IDisposable[] { street, picture, wide, noise, detector })
            owned.Dispose();
    }

    [Theory]
    [InlineData(215)]
    [InlineData(35)]
    [InlineData(150)]
    public void A_car_that_drives_through_and_one_that_stops_are_found_nearly_always_and_leave_nothing(int colour)
    {
        for (var n = 0; n < 5 * FramesPerSecond; n++)
            Look();
        Drive(-CarWidth, Lens.Width, colour);
        AssertFound();
        AssertNothing();

        const int Stop = 240;
        Drive(-CarWidth, Stop, colour);
        for (var n = 0; n < StopSeconds * FramesPerSecond; n++)
            See(Stop, colour);
        Drive(Stop, Lens.Width, colour);
        AssertFound();
        AssertNothing();
    }

    private void Drive(int from, int to, int colour)
    {
        for (var x = from; x < to; x += Step)
            See(x, colour);
    }

    /// <summary>Counted from a third of the car on.</summary>
    private void See(int x, int colour)
    {
        var motion = Look((x, colour));
        var box = new Rect(x, Road - CarHeight, CarWidth, CarHeight) & new Rect(default, street.Size());
        if (3 * box.Width < CarWidth)
            return;
        visible++;
        if (motion.Regions.Any(r => r.Contains(new Point(box.X + box.Width / 2, box.Y + box.Height / 2))))
            found++;
    }

    private void AssertFound()
    {
        Assert.True(found >= 0.95 * visible, $"found in {found} of {visible} frames");
        (found, visible) = (0, 0);
    }

    private void AssertNothing()
    {
        for (var n = 0; n < 8 * FramesPerSecond; n++)
            Assert.Empty(Look().Regions);
    }

    private DetectedMotion Look((int X, int Colour)? car = null)
    {
        street.CopyTo(picture);
        if (car is { } at)
            Draw(at.X, Scalar.All(at.Colour));
        sensor.Fill(noise, DistributionType.Normal, Scalar.All(0), Scalar.All(3));
        picture.ConvertTo(wide, MatType.CV_16SC3);
        Cv2.Add(wide, noise, wide);
        wide.ConvertTo(picture, MatType.CV_8UC3);
        return detector.Detect(picture);
    }

    /// <summary>Body, cabin, two windows, wheels, and the shadow under it.</summary>
    private void Draw(int x, Scalar colour)
    {
        using Mat dark = new(), ground = new(picture.Size(), MatType.CV_8UC1, Scalar.Black);
        Cv2.Ellipse(ground, new Point(x + CarWidth / 2, Road), new Size(CarWidth / 2, CarWidth / 18), 0, 0, 360, Scalar.White, -1);
        picture.ConvertTo(dark, MatType.CV_8UC3, 0.55);
        dark.CopyTo(picture, ground);
        Cv2.Rectangle(picture, new Rect(x, Road - 46, CarWidth, 36), colour, -1);
        Cv2.FillConvexPoly(picture,
            new Point[] { new(x + 32, Road - 46), new(x + 48, Road - CarHeight), new(x + 112, Road - CarHeight), new(x + 136, Road - 46) }, colour);
        foreach (var window in new[] { new Rect(x + 50, Road - 68, 26, 22), new Rect(x + 82, Road - 68, 30, 22) })
            Cv2.Rectangle(picture, window, new Scalar(60, 50, 45), -1);
        foreach (var wheel in new[] { x + 32, x + 128 })
            Cv2.Circle(picture, new Point(wheel, Road - 12), 12, Scalar.All(25), -1);
    }
}
