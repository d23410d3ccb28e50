namespace Solutions.Edge.Agent.Scenes;

/// <summary>A scene that cannot be played as asked; <see cref="Exception.Message"/> states why in a sentence.</summary>
internal sealed class SceneException(string message) : Exception(message);
