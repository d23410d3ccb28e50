using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts;

public class AlertMessagesTests
{
    private static readonly Alert Alert = new()
    {
        Id = "a1",
        Code = "NOISE-NIGHT",
        Site = "home",
        Source = new("mic"),
        Devices = ["mic"],
        Priority = 3,
        Why = "LAeq,5min 41.2 dB",
        Rule = "1",
        Parameters = "1",
    };

    [Fact]
    public void A_homes_alert_goes_to_nobody_over_MQTT_unless_the_site_allows_it() =>
        Assert.Null(AlertMessages.For(Site(SiteType.HOME, isAllowed: false), Alert));

    [Fact]
    public void An_allowed_homes_alert_states_id_code_priority_and_state_only()
    {
        var message = AlertMessages.For(Site(SiteType.HOME, isAllowed: true), Alert)!;
        Assert.Equal(new AlertMessage("a1", "NOISE-NIGHT", null, null, 3, AlertState.Unacknowledged, null, null, null, null, null, null), message);
    }

    [Fact]
    public void A_streets_alert_is_published_whole() =>
        Assert.Equal("LAeq,5min 41.2 dB", AlertMessages.For(Site(SiteType.STREET, isAllowed: false), Alert)!.Why);

    private static SiteEntry Site(SiteType type, bool isAllowed) =>
        new() { Id = "home", Name = "Home", Type = type, TimeZone = "Europe/London", TellsHomeAlerts = isAllowed, Devices = [] };
}
