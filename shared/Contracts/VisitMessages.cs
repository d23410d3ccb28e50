namespace Solutions.Edge.Contracts;

/// <summary>An engineer's visit to a device begins: until its end what the device's records show is a test.</summary>
/// <param name="Name">The engineer's name, 1 to <see cref="LongestName"/> characters.</param>
/// <param name="Minutes">How long it lasts unless it is ended before, 1 to <see cref="MostMinutes"/>; null = <see cref="UsualMinutes"/>.</param>
public sealed record VisitRequest(string? Name, int? Minutes = null)
{
    /// <summary>Longest <see cref="Name"/> in characters.</summary>
    public const int LongestName = 100;

    /// <summary>Longest visit in minutes.</summary>
    public const int MostMinutes = 480;

    /// <summary>How long a visit lasts in minutes, if nothing else is asked for.</summary>
    public const int UsualMinutes = 60;

    /// <summary>What of it cannot be, with what would be right; null = nothing.</summary>
    public Fault? FindFault() =>
        string.IsNullOrWhiteSpace(Name) || Name.Length > LongestName ? new("name", Name, $"the engineer's name, 1 to {LongestName} characters")
        : Minutes is < 1 or > MostMinutes ? new("minutes", Minutes, $"1 to {MostMinutes}, or absent for {UsualMinutes}")
        : null;
}

/// <summary>A visit as the control room has it.</summary>
/// <param name="Device">The device.</param>
/// <param name="Name">The engineer's name.</param>
/// <param name="Started">When it began.</param>
/// <param name="Ends">When it ends by itself, or was ended.</param>
public sealed record VisitAnswer(string Device, string Name, DateTimeOffset Started, DateTimeOffset Ends);
