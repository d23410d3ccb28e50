using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>A connected patch of foreground.</summary>
/// <param name="Label">Its number in the frame's map of labels.</param>
/// <param name="Box">In pixels of the narrow picture.</param>
/// <param name="Area">Pixels that belong to it.</param>
internal sealed record Blob(int Label, Rect Box, int Area)
{
    public Point2d Centre => new(Box.X + Box.Width / 2.0, Box.Y + Box.Height / 2.0);
}
