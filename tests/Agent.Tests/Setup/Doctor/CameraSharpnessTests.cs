using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Tamper;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Setup.Doctor;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Setup.Doctor;

/// <summary>Pictures in focus and out of it, as doctor judges them.</summary>
public class CameraSharpnessTests
{
    [Theory]
    [InlineData("town")]
    [InlineData("street-weather")]
    [InlineData("road")]
    public void A_scene_is_in_focus_and_blurred_it_is_soft(string scene)
    {
        using var picture = new Mat(new Size(Lens.Width, Lens.Height), MatType.CV_8UC3);
        Scene.Load(scene, 1).Picture!.Draw(10, picture);
        AssertSoftOnlyBlurred(picture);
    }

    [Fact]
    public void A_real_street_is_in_focus_and_blurred_it_is_soft()
    {
        Assert.SkipWhen(Tree.Data is null, "the recordings (vtest.avi) are not beside the project");
        using var film = new VideoCapture(Path.Combine(Tree.Data!, "vtest.avi"));
        using var picture = new Mat();
        Assert.True(film.Read(picture));
        AssertSoftOnlyBlurred(picture);
    }

    private static void AssertSoftOnlyBlurred(Mat picture)
    {
        Assert.Equal(Colour.Green, Judge(picture));
        using var blurred = new Mat();
        Cv2.GaussianBlur(picture, blurred, new Size(0, 0), 4);
        Assert.Equal(Colour.Amber, Judge(blurred));
    }

    private static Colour Judge(Mat picture)
    {
        using var view = new View(picture);
        return SensorJudgement.Judge(new Seen("camera", picture.Width, picture.Height, view.Luminance, view.Contrast, view.Sharpness, 0, 0)).Colour;
    }
}
