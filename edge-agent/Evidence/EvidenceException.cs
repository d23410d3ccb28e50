namespace Solutions.Edge.Agent.Evidence;

/// <summary>Pictures cannot be delivered as asked; the message states what is wrong and what would be right.</summary>
internal sealed class EvidenceException(string message) : Exception(message);
