using Solutions.Edge.Agent.Uplink;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>What is found of the machine itself, by what was measured.</summary>
internal static class MachineJudgement
{
    private const double LeastFree = 0.05, FewFree = 0.15, WarmCelsius = 75, HotCelsius = 85;

    /// <summary>A time server that is asked every half an hour leaves a bound of one second before it is asked again.</summary>
    private const double WideBoundMs = 2000;

    private const int OldTenths = 8, WornTenths = 10;

    /// <param name="clock">As the kernel states it.</param>
    /// <param name="trusted">True: the device's file calls it synced.</param>
    public static Finding Clock(KernelClock clock, bool trusted) => clock switch
    {
        { Synced: true, MaxErrorMs: > WideBoundMs and var bound } => new("clock", Colour.Amber,
            FormattableString.Invariant($"synced, but only within {bound:0} ms"), "the time server has not been reached for a while",
            "see timedatectl timesync-status; let UDP port 123 to the time server through"),
        { Synced: true } => new("clock", Colour.Green, FormattableString.Invariant($"synced, within {clock.MaxErrorMs:0} ms")),
        _ when trusted => new("clock", Colour.Green, "no time server disciplines it; the device's file trusts it (trustClock)"),
        _ => new("clock", Colour.Red, "not synced: times of records cannot be relied on", "no time server is set or reached",
            "timedatectl set-ntp true, and let UDP port 123 to the time server through"),
    };

    /// <param name="folder">The state folder.</param>
    /// <param name="free">Share of its disk that is free; null = not known.</param>
    /// <param name="fault">Why it cannot be written; null = it can.</param>
    public static Finding Disk(string folder, double? free, string? fault) => (free, fault) switch
    {
        (_, { } why) => new("disk", Colour.Red, $"the state folder {folder} cannot be written", why,
            "give the folder to the user that runs the agent (and run doctor as that user), or free some space"),
        (null, _) => new("disk", Colour.Amber, $"the state folder {folder} can be written; how much is free is not known", null, "see df"),
        ( < LeastFree and var share, _) => new("disk", Colour.Red, FormattableString.Invariant($"{share:0.0 %} is free where {folder} is"),
            "records that could not be delivered, or logs", "see du -x / | sort -n | tail; delete what is not needed, or set backlogMb lower"),
        ( < FewFree and var share, _) => new("disk", Colour.Amber, FormattableString.Invariant($"{share:0.0 %} is free where {folder} is"),
            "records that could not be delivered, or logs", "see du -x / | sort -n | tail; delete what is not needed"),
        ({ } share, _) => new("disk", Colour.Green, FormattableString.Invariant($"{folder} can be written, {share:0 %} is free")),
    };

    /// <param name="folder">The journal's folder.</param>
    /// <param name="fileSystem">Its kind; null = not known.</param>
    /// <param name="fault">Why it cannot be written; null = it can.</param>
    public static Finding Journal(string folder, string? fileSystem, string? fault) => (fileSystem, fault) switch
    {
        (_, { } why) => new("journal", Colour.Red, $"the folder {folder} (journal) cannot be written", why,
            "give the folder to the user that runs the agent (and run doctor as that user), or name another in journal of the device's file"),
        ("tmpfs" or "ramfs", _) => new("journal", Colour.Green, $"{folder} is on a {fileSystem} and can be written"),
        _ => new("journal", Colour.Amber, $"{folder} is on {fileSystem ?? "a file system that is not known"}: every record wears the card",
            "journal of the device's file is no folder on a tmpfs", "name one such as /dev/shm/solutions-agent"),
    };

    /// <param name="lifeTenths">Of its life that are used, rounded up.</param>
    public static Finding Card(int? lifeTenths) => lifeTenths switch
    {
        null => new("card", Colour.NotFitted, "its wear is not known: no eMMC that says"),
        > WornTenths => new("card", Colour.Red, "all of its life is used", "it was written more than it was made for",
            "replace it now; keep the identity folder"),
        >= OldTenths => new("card", Colour.Amber, $"up to {lifeTenths * 10} % of its life is used", "age, or a journal that is not on a tmpfs",
            "replace it at the next visit"),
        _ => new("card", Colour.Green, $"up to {lifeTenths * 10} % of its life is used"),
    };

    public static Finding Voltage(Supply? supply) => supply switch
    {
        null => new("supply", Colour.NotFitted, "not known: this machine does not measure it"),
        Supply.Low => new("supply", Colour.Red, "its voltage is too low now", "a weak supply, a long or thin cable, or too much on USB",
            "take the supply made for this Pi and a short cable; power USB devices by a hub of their own"),
        Supply.WasLow => new("supply", Colour.Amber, "its voltage was too low since the start", "a weak supply, a long or thin cable, or too much on USB",
            "take the supply made for this Pi and a short cable, restart, and look again after a day"),
        _ => new("supply", Colour.Green, "its voltage has been right since the start"),
    };

    public static Finding Temperature(double? celsius) => celsius switch
    {
        null => new("temperature", Colour.NotFitted, "not known: this machine does not measure it"),
        > HotCelsius => new("temperature", Colour.Red, FormattableString.Invariant($"{celsius:0} °C, and slowing itself down"),
            "sun on the box, or no way for its heat", "shade the box, fit a heat sink, do without what is not needed"),
        > WarmCelsius => new("temperature", Colour.Amber, FormattableString.Invariant($"{celsius:0} °C"), "sun on the box, or no way for its heat",
            "shade the box or fit a heat sink before summer"),
        _ => new("temperature", Colour.Green, FormattableString.Invariant($"{celsius:0} °C")),
    };

    /// <param name="links">Those that are up, but for loopback.</param>
    /// <param name="isNeeded">False: the broker is on this machine.</param>
    public static Finding Network(IReadOnlyList<Link> links, bool isNeeded)
    {
        var names = string.Join(", ", links.Select(l => $"{l.Name} {l.Address}".TrimEnd()));
        return (links.Count, links.FirstOrDefault(l => l.Gateway is not null)) switch
        {
            (_, { } way) => new("network", Colour.Green, $"{names} up, gateway {way.Gateway}"),
            (_, null) when !isNeeded => new("network", Colour.Green,
                $"{(names.Length > 0 ? names : "no link")} up, no gateway, and none needed for a broker on this machine"),
            (0, _) => new("network", Colour.Red, "no link is up", "a cable that is out, a SIM or Wi-Fi that is refused",
                "see ip link; check cable, SIM or Wi-Fi"),
            _ => new("network", Colour.Amber, $"{names} up, no gateway", "no DHCP answer, or a fixed address without a gateway",
                "see ip route; set the gateway, unless the control room is in the same network"),
        };
    }
}

/// <summary>A network link that is up.</summary>
/// <param name="Name">Such as eth0.</param>
/// <param name="Address">Its first; empty = none.</param>
/// <param name="Gateway">Null = none.</param>
internal sealed record Link(string Name, string Address, string? Gateway);
