namespace Solutions.Edge.Agent.Scenes;

/// <summary>Where a person is drawn, in pixels, as far as it lies in the picture.</summary>
/// <param name="Id">The person, the same from frame to frame of a repetition.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="W">Width.</param>
/// <param name="H">Height.</param>
internal sealed record SceneBox(int Id, int X, int Y, int W, int H);
