using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices;
using Solutions.Edge.ControlRoom.Devices.Pages;

namespace Solutions.Edge.ControlRoom.Tests.Devices.Pages;

/// <summary>What the pages of devices say.</summary>
public class DeviceWordsTests
{
    private static readonly DeviceView Device = new("d1", "Lamp", "s1", true, DateTimeOffset.UnixEpoch, null, 0, null, null, 7, 7, "valid",
        new(2027, 3, 1, 0, 0, 0, TimeSpan.Zero), null, "0.1.0", null, null, null, null);

    [Fact]
    public void A_configuration_that_differs_from_the_one_wanted_is_marked_and_both_are_named()
    {
        Assert.Equal(("in force", false), Of(Device));
        Assert.Equal(("6 in force; wanted 7", true), Of(Device with { Config = 6 }));
        Assert.Equal(("none in force; wanted 7", true), Of(Device with { Config = 0 }));
        // Until it has stated one, nothing is known to differ.
        Assert.Equal(("not stated; wanted 7", false), Of(Device with { Config = null }));

        static (string Words, bool Differs) Of(DeviceView device) => (DeviceWords.Configuration(device), DeviceWords.Differs(device));
    }

    [Fact]
    public void A_part_that_does_not_work_is_named_where_the_device_is_listed()
    {
        Dictionary<string, string> faults = new() { ["gate"] = "line 17 cannot be read" };
        Assert.Equal(["yes", "yes, but gate"], new[] { Device, Device with { Faults = faults } }.Select(d => d.State));
        Assert.Equal("humming; crystal -14.2 ppm, 1 overruns, 2400 samples lost since the agent's start",
            DeviceWords.Microphone(new() { State = "humming", RatePpm = -14.2, ClockErrorMs = 0, Overruns = 1, ShortReads = 0, Lost = 2400 }));
    }

    [Fact]
    public void A_device_on_its_battery_says_so_and_a_silent_one_what_is_known_of_why()
    {
        DateTimeOffset two = new(2026, 11, 23, 14, 2, 41, TimeSpan.Zero), five = two.AddMinutes(3);
        var (battery, mains) = (new PowerReading { Source = PowerSource.Battery, Since = two }, new PowerReading { Source = PowerSource.Mains, Since = two });
        var (reports, silent) = (Device with { LastHeard = five }, Device with { LastHeard = five, Reporting = false });
        Assert.Equal(
            [
                "yes", "yes", "yes, but on battery since 2026-11-23 14:02", "yes, but on battery since 2026-11-23 14:02 and camera",
                "no: power lost at 2026-11-23 14:02", "no word since 2026-11-23 14:05 (network or power)",
                "no word since 2026-11-23 14:05 (network or power)", "no",
            ],
            new[]
            {
                reports, reports with { Power = mains }, reports with { Power = battery },
                reports with { Power = battery, Faults = new Dictionary<string, string> { ["camera"] = "it is gone" } },
                silent with { Power = battery }, silent with { Power = mains }, silent, silent with { LastHeard = null },
            }.Select(d => d.State));
    }

    [Fact]
    public void A_supply_states_volts_and_amps_either_way() => Assert.Equal(["11.20 V, 0.31 A", "12.62 V, -0.30 A"],
        new[] { DeviceWords.Supply(new() { Volts = 11.2, Amps = 0.312 }), DeviceWords.Supply(new() { Volts = 12.62, Amps = -0.3 }) });

    [Fact]
    public void An_identity_states_its_end_or_why_it_is_not_believed()
    {
        Assert.Equal("until 2027-03-01", DeviceWords.Identity(Device));
        Assert.Equal("expired on 2027-03-01", DeviceWords.Identity(Device with { Identity = "expired" }));
        Assert.Equal("revoked: stolen", DeviceWords.Identity(Device with { Identity = "revoked", IdentityReason = "stolen" }));
        Assert.Equal("not believed: two hold it", DeviceWords.Identity(Device with { Identity = "two-holders", IdentityReason = "two hold it" }));
        Assert.Equal("not enrolled", DeviceWords.Identity(Device with { Identity = "none", IdentityUntil = null }));
    }

    [Fact]
    public void A_clock_that_is_off_states_by_how_much_and_which_way() => Assert.Equal(("12.5 s ahead, not believed", "3 s behind, not believed", "no doubt"),
        (DeviceWords.Clock(Device with { ClockOffSeconds = 12.5 }), DeviceWords.Clock(Device with { ClockOffSeconds = -3 }), DeviceWords.Clock(Device)));
}
