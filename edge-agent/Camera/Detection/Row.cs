using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>A row of a picture without a copy, also of a part of one.</summary>
internal static unsafe class Row
{
    public static Span<T> Of<T>(Mat mat, int y) where T : unmanaged => new((void*)mat.Ptr(y), mat.Width);
}
