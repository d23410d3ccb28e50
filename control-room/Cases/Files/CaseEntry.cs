namespace Solutions.Edge.ControlRoom.Cases.Files;

/// <summary>What an entry says. Each slice has records of its own for it.</summary>
internal abstract record EntryBody
{
    /// <summary>In words, for the case's page and its pack.</summary>
    public abstract string Words { get; }
}

/// <summary>A kind of entry, registered by the slice that owns it.</summary>
/// <param name="Name">As it is stored: lower case with hyphens.</param>
/// <param name="Body">The <see cref="EntryBody"/> of it.</param>
internal sealed record EntryKind(string Name, Type Body);

/// <summary>An entry that holds no more: it stays, struck through.</summary>
/// <param name="At">When it was struck.</param>
/// <param name="By">By which hand.</param>
/// <param name="Why">The reason.</param>
internal sealed record Struck(DateTimeOffset At, string By, string Why);

/// <summary>One entry of a case's journal.</summary>
/// <param name="Number">Ascending over all cases.</param>
/// <param name="Case">The case.</param>
/// <param name="Kind">Name of its kind.</param>
/// <param name="At">When what it is about was.</param>
/// <param name="Stamped">When it was entered.</param>
/// <param name="By">By which hand; see <see cref="Access.Caller.Hand"/>.</param>
/// <param name="Body">What it says.</param>
/// <param name="Struck">Null = it holds.</param>
internal sealed record CaseEntry(long Number, string Case, string Kind, DateTimeOffset At, DateTimeOffset Stamped, string By, EntryBody Body, Struck? Struck);

/// <summary>Entries of one kind.</summary>
internal static class CaseEntries
{
    /// <summary>Those with such a body that hold, in their order.</summary>
    public static IEnumerable<(CaseEntry Entry, T Body)> Holding<T>(this IEnumerable<CaseEntry> entries) where T : EntryBody =>
        from entry in entries where entry.Struck is null && entry.Body is T select (entry, (T)entry.Body);
}
