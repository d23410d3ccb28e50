using OpenCvSharp;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Camera;

/// <summary>The picture of a generated scene, in step with its sound and gate: all go by <see cref="Scene.Start"/>.</summary>
internal sealed class SceneCameraSource(string name, Scene scene, ScenePicture picture) : IFilm
{
    private long next;

    public string Name { get; } = $"scene '{name}'";

    public double FramesPerSecond => ScenePicture.FramesPerSecond;

    public void Begin(DateTimeOffset instant) =>
        next = Math.Max(0, (long)Math.Round((instant - scene.StartAt(instant)).TotalSeconds * ScenePicture.FramesPerSecond));

    public void Read(long skip, Mat bgr)
    {
        next += skip;
        bgr.Create(new Size(Lens.Width, Lens.Height), MatType.CV_8UC3);
        picture.Draw((double)next++ / ScenePicture.FramesPerSecond, bgr);
    }
}
