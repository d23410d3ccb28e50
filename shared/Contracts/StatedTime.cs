namespace Solutions.Edge.Contracts;

/// <summary>The time that a device stated for a record, where its readers go by another.</summary>
/// <param name="T">Its <see cref="UpRecord.T"/>.</param>
/// <param name="Tq">Its <see cref="UpRecord.Tq"/>.</param>
public sealed record StatedTime(DateTimeOffset T, TimeQuality Tq);
