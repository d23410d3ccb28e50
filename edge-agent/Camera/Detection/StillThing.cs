using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>Something that was not there and now stands or lies still.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Box">In source pixels.</param>
/// <param name="Seconds">How long it has been there.</param>
internal readonly record struct StillThing(int Id, Rect Box, double Seconds);
