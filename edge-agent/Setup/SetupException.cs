namespace Solutions.Edge.Agent.Setup;

/// <summary>An engineer's command that cannot be carried out; <see cref="Exception.Message"/> states why in a sentence.</summary>
internal sealed class SetupException(string message, Exception? inner = null) : Exception(message, inner);
