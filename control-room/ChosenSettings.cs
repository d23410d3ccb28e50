using Solutions.Edge.ControlRoom.Access.Installation;

namespace Solutions.Edge.ControlRoom;

/// <summary>What was chosen on the settings page is in force wherever the environment gives nothing.</summary>
internal sealed class ChosenSettings(ControlRoomOptions options, InstallationStore store)
{
    public const string Address = nameof(ControlRoomOptions.Address), EvidenceDays = nameof(ControlRoomOptions.EvidenceDays),
        SecurityContact = nameof(ControlRoomOptions.SecurityContact),
        SecondsDays = $"{nameof(ControlRoomOptions.Readings)}:{nameof(ControlRoomOptions.Readings.SecondsDays)}",
        MinutesDays = $"{nameof(ControlRoomOptions.Readings)}:{nameof(ControlRoomOptions.Readings.MinutesDays)}";

    private const int LongestName = 100, MostDays = 3650;

    private readonly (string Address, string Contact, int Seconds, int Minutes, int Evidence) started =
        (options.Address, options.SecurityContact, options.Readings.SecondsDays, options.Readings.MinutesDays, options.EvidenceDays);

    /// <summary>What was chosen, in force or not.</summary>
    public InstallationRow Chosen { get; private set; } = new();

    /// <summary>True: the environment gives it, and what is chosen waits until it does not.</summary>
    public bool IsGiven(string setting) => options.Given.Contains(setting);

    /// <summary>At a start, once the database is ready.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken) => Follow(await store.ReadAsync(cancellationToken));

    /// <summary>Stores it; it is in force when this returns.</summary>
    /// <returns>Why it cannot be, in a sentence; null = it is done.</returns>
    public async Task<string?> ChangeAsync(InstallationRow chosen)
    {
        if (FindFault(chosen) is { } fault)
            return fault;
        chosen = WithoutUsual(chosen);
        await store.WriteAsync(chosen, CancellationToken.None);
        Follow(chosen);
        return null;
    }

    private static string? FindFault(InstallationRow chosen)
    {
        if (chosen.Name.Length > LongestName)
            return $"The name has {chosen.Name.Length} characters; it must have at most {LongestName}.";
        if (chosen.Address.Length > 0 && Uri.CheckHostName(chosen.Address) == UriHostNameType.Unknown)
            return $"The address is '{chosen.Address}'; it must be the name or the address under which devices reach this control room, "
                + "such as room.example.org or 192.0.2.10, without https:// and without a port.";
        if (SecurityText.FindFault("The address for security reports", chosen.SecurityContact) is { } fault)
            return fault;
        return new[] { ("readings of every second", chosen.SecondsDays), ("all other readings", chosen.MinutesDays), ("stills and clips", chosen.EvidenceDays) }
            .Where(d => d.Item2 is < 1 or > MostDays).Select(d => $"The days of {d.Item1} are {d.Item2}; they must be 1 to {MostDays}.").FirstOrDefault();
    }

    /// <summary>What is usual is not stored as chosen: it follows when what is usual changes.</summary>
    private InstallationRow WithoutUsual(InstallationRow chosen) => chosen with
    {
        Address = !IsGiven(Address) && chosen.Address == started.Address ? "" : chosen.Address,
        SecurityContact = !IsGiven(SecurityContact) && chosen.SecurityContact == started.Contact ? "" : chosen.SecurityContact,
        SecondsDays = !IsGiven(SecondsDays) && chosen.SecondsDays == started.Seconds ? null : chosen.SecondsDays,
        MinutesDays = !IsGiven(MinutesDays) && chosen.MinutesDays == started.Minutes ? null : chosen.MinutesDays,
        EvidenceDays = !IsGiven(EvidenceDays) && chosen.EvidenceDays == started.Evidence ? null : chosen.EvidenceDays,
    };

    private void Follow(InstallationRow chosen)
    {
        Chosen = chosen;
        options.Address = IsGiven(Address) || chosen.Address.Length == 0 ? started.Address : chosen.Address;
        options.SecurityContact = IsGiven(SecurityContact) || chosen.SecurityContact.Length == 0 ? started.Contact : chosen.SecurityContact;
        options.EvidenceDays = Of(EvidenceDays, chosen.EvidenceDays, started.Evidence);
        options.Readings.SecondsDays = Of(SecondsDays, chosen.SecondsDays, started.Seconds);
        options.Readings.MinutesDays = Of(MinutesDays, chosen.MinutesDays, started.Minutes);
    }

    private int Of(string setting, int? chosen, int start) => IsGiven(setting) ? start : chosen ?? start;
}
