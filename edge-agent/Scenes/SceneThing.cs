namespace Solutions.Edge.Agent.Scenes;

/// <summary>Where something that is no person is drawn.</summary>
/// <param name="Kind">car, van, bus, box or bag.</param>
/// <param name="Box">Without its shadow; the number is the thing's own within its kind and repetition.</param>
internal sealed record SceneThing(string Kind, SceneBox Box);
