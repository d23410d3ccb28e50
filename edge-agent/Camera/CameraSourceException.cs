namespace Solutions.Edge.Agent.Camera;

/// <summary>A picture that cannot be had; <see cref="Exception.Message"/> names the thing, what is wrong and what would be right.</summary>
internal sealed class CameraSourceException(string message, Exception? inner = null) : Exception(message, inner);
