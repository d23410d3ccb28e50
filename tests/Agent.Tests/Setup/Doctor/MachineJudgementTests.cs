using Solutions.Edge.Agent.Setup.Doctor;

namespace Solutions.Edge.Agent.Tests.Setup.Doctor;

/// <summary>What is found of a machine, by what was measured of it.</summary>
public class MachineJudgementTests
{
    [Theory]
    [InlineData(true, 3.2, false, "Green", "synced, within 3 ms")]
    [InlineData(true, 2500.0, false, "Amber", "synced, but only within 2500 ms")]
    [InlineData(false, null, false, "Red", "not synced: times of records cannot be relied on")]
    [InlineData(false, null, true, "Green", "no time server disciplines it; the device's file trusts it (trustClock)")]
    public void A_clock_is_worth_what_the_kernel_states(bool synced, double? boundMs, bool trusted, string colour, string words) =>
        Is(colour, words, MachineJudgement.Clock(new(synced, boundMs), trusted));

    [Theory]
    [InlineData(0.4, null, "Green", "/state can be written, 40 % is free")]
    [InlineData(0.149, null, "Amber", "14.9 % is free where /state is")]
    [InlineData(0.049, null, "Red", "4.9 % is free where /state is")]
    [InlineData(null, null, "Amber", "the state folder /state can be written; how much is free is not known")]
    [InlineData(0.4, "Read-only file system", "Red", "the state folder /state cannot be written")]
    public void A_disk_must_take_what_cannot_be_delivered(double? free, string? fault, string colour, string words) =>
        Is(colour, words, MachineJudgement.Disk("/state", free, fault));

    [Theory]
    [InlineData("tmpfs", null, "Green", "/j is on a tmpfs and can be written")]
    [InlineData("ext4", null, "Amber", "/j is on ext4: every record wears the card")]
    [InlineData("tmpfs", "Permission denied", "Red", "the folder /j (journal) cannot be written")]
    public void A_journal_belongs_on_a_tmpfs(string? fileSystem, string? fault, string colour, string words) =>
        Is(colour, words, MachineJudgement.Journal("/j", fileSystem, fault));

    [Theory]
    [InlineData(null, "NotFitted", "its wear is not known: no eMMC that says")]
    [InlineData(1, "Green", "up to 10 % of its life is used")]
    [InlineData(8, "Amber", "up to 80 % of its life is used")]
    [InlineData(11, "Red", "all of its life is used")]
    public void A_card_wears(int? tenths, string colour, string words) => Is(colour, words, MachineJudgement.Card(tenths));

    [Theory]
    [InlineData(null, "NotFitted", "not known: this machine does not measure it")]
    [InlineData("Good", "Green", "its voltage has been right since the start")]
    [InlineData("WasLow", "Amber", "its voltage was too low since the start")]
    [InlineData("Low", "Red", "its voltage is too low now")]
    public void A_supply_that_is_too_weak_is_found(string? supply, string colour, string words) =>
        Is(colour, words, MachineJudgement.Voltage(supply is null ? null : Enum.Parse<Supply>(supply)));

    [Theory]
    [InlineData(null, "NotFitted", "not known: this machine does not measure it")]
    [InlineData(75.0, "Green", "75 °C")]
    [InlineData(75.6, "Amber", "76 °C")]
    [InlineData(85.6, "Red", "86 °C, and slowing itself down")]
    public void Heat_is_amber_over_75_and_red_over_85_degrees(double? celsius, string colour, string words) =>
        Is(colour, words, MachineJudgement.Temperature(celsius));

    [Theory]
    [InlineData("", true, "Red", "no link is up")]
    [InlineData("", false, "Green", "no link up, no gateway, and none needed for a broker on this machine")]
    [InlineData("eth0", true, "Amber", "eth0 10.0.0.5 up, no gateway")]
    [InlineData("eth0 10.0.0.1", true, "Green", "eth0 10.0.0.5 up, gateway 10.0.0.1")]
    public void A_network_needs_a_link_and_a_gateway_unless_the_broker_is_here(string link, bool isNeeded, string colour, string words)
    {
        var parts = link.Split(' ');
        Is(colour, words, MachineJudgement.Network(link.Length == 0 ? [] : [new(parts[0], "10.0.0.5", parts.ElementAtOrDefault(1))], isNeeded));
    }

    /// <summary>What is not right has a cure.</summary>
    private static void Is(string colour, string words, Finding found)
    {
        Assert.Equal((colour, words), (found.Colour.ToString(), found.Words));
        Assert.Equal(found.Colour is Colour.Amber or Colour.Red, found.Cure is not null);
    }
}
