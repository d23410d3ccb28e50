using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>The present frame as the detector sees it; the same pictures are written anew with every frame.</summary>
/// <param name="Small">In colour, light and shake undone.</param>
/// <param name="Grey">The same without colours.</param>
/// <param name="Labels">Of its blobs.</param>
/// <param name="Background">The place behind it.</param>
internal sealed record NarrowPicture(Mat Small, Mat Grey, Mat Labels, Background Background);
