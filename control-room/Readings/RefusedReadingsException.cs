namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>A reading store that answers does not take these records, or one of them.</summary>
/// <param name="message">Why.</param>
/// <param name="inner">The engine's own exception.</param>
internal sealed class RefusedReadingsException(string message, Exception? inner = null) : Exception(message, inner);
