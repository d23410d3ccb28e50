using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices.Identities;

namespace Solutions.Edge.ControlRoom.Tests.Devices.Identities;

public class AuthorityRotationTests
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_old_root_stays_while_devices_hold_a_certificate_of_it_and_is_retired_when_none_does()
    {
        using var issued = await IssuedIdentities.OpenAsync();
        var rotation = new AuthorityRotation(issued.Databases, issued.Authority, issued.Identities, issued.Time);
        using var lamp = await issued.EnrolAsync("lamp");
        using var gate = await issued.EnrolAsync("gate");
        using var gone = await issued.EnrolAsync("gone");
        await issued.Identities.RevokeAsync("gone", "stolen", Stopping);
        Assert.Equal("There is only one root; make a new one first.", await rotation.RetireAsync(force: true, Stopping));
        Assert.Equal([(true, 2)], await CountsAsync(rotation));

        Assert.Null(await rotation.BeginAsync(Stopping));
        Assert.Equal("There are two roots already; retire the old one first.", await rotation.BeginAsync(Stopping));
        Assert.Equal([(true, 0), (false, 2)], await CountsAsync(rotation));
        await RenewAsync(issued, "lamp");
        Assert.Equal([(true, 1), (false, 1)], await CountsAsync(rotation));
        Assert.StartsWith("1 devices still hold a certificate of the old root", await rotation.RetireAsync(force: false, Stopping), StringComparison.Ordinal);
        Assert.Equal("gate", issued.Judge.Judge(gate).Device);

        await RenewAsync(issued, "gate");
        Assert.Null(await rotation.RetireAsync(force: false, Stopping));
        Assert.Equal([(true, 2)], await CountsAsync(rotation));
        Assert.Contains("not of this control room", issued.Judge.Judge(gate).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_force_it_is_retired_at_once_and_one_that_cannot_renew_any_more_holds_nothing_up()
    {
        using var issued = await IssuedIdentities.OpenAsync();
        var rotation = new AuthorityRotation(issued.Databases, issued.Authority, issued.Identities, issued.Time);
        using var old = await issued.EnrolAsync("old");
        Assert.Null(await rotation.BeginAsync(Stopping));
        issued.Time.Advance(TimeSpan.FromDays(365) + DeviceKey.RenewableFor - TimeSpan.FromMinutes(1));
        Assert.Equal([(true, 0), (false, 1)], await CountsAsync(rotation));
        issued.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal([(true, 0), (false, 0)], await CountsAsync(rotation));
        Assert.Null(await rotation.RetireAsync(force: false, Stopping));
        using var lamp = await issued.EnrolAsync("lamp");
        Assert.Null(await rotation.BeginAsync(Stopping));
        Assert.Null(await rotation.RetireAsync(force: true, Stopping));
        Assert.Contains("not of this control room", issued.Judge.Judge(lamp).Refusal, StringComparison.Ordinal);
    }

    private static async Task<List<(bool Issues, int Devices)>> CountsAsync(AuthorityRotation rotation) =>
        [.. (await rotation.ListAsync(Stopping)).Select(r => (r.Issues, r.Devices))];

    private static async Task RenewAsync(IssuedIdentities issued, string device)
    {
        using var key = DeviceKey.New();
        // Later than the one before.
        issued.Time.Advance(TimeSpan.FromMinutes(1));
        await issued.Identities.RenewAsync(device, IssuedIdentities.Ask(key, null), Stopping);
    }
}
