namespace Solutions.Edge.Agent.Sound;

/// <summary>Sound that cannot be had; <see cref="Exception.Message"/> names the thing, what is wrong and what would be right.</summary>
internal sealed class AudioSourceException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True: another program has it.</summary>
    public bool IsInUse { get; init; }
}
