using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Live;
using Solutions.Edge.ControlRoom.Overview;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Tests.Overview;

public class LiveStripsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly SiteCatalog Sites = new([Site("street", SiteType.TOWN, "lamp"), Site("home", SiteType.HOME, "bedroom")]);
    private readonly FakeTimeProvider time = new(Noon);

    [Fact]
    public void A_device_s_level_and_movement_of_one_second_come_together()
    {
        using var strips = new LiveStrips(new(), Sites, time);
        strips.Take(Reading("street", "lamp", 0, 61.5, null));
        strips.Take(Reading("street", "lamp", 0, null, 3.2));
        Assert.Equal([Reading("street", "lamp", 0, 61.5, 3.2)], strips.Between("street", Second(0), Second(1)));
        Assert.Empty(strips.Between("street", Second(1), Second(5)));
    }

    [Fact]
    public void Nothing_of_a_home_is_kept_or_shown()
    {
        using var strips = new LiveStrips(new(), Sites, time);
        Assert.False(strips.Take(Reading("home", "bedroom", 0, 38, null)));
        Assert.Empty(strips.Between("home", Second(-10), Second(10)));
        Assert.DoesNotContain("bedroom", strips.Last(TimeSpan.FromMinutes(2)).Json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_is_added_is_drawn_and_one_that_goes_to_another_site_begins_anew_there()
    {
        var sites = new SiteCatalog([Site("street", SiteType.TOWN, "lamp")]);
        using var strips = new LiveStrips(new(), sites, time);
        strips.Take(Reading("street", "lamp", 0, 61.5, null));
        Assert.False(strips.Take(Reading("alley", "gate", 0, 45, null)));
        sites.Replace([Site("street", SiteType.TOWN, "lamp"), Site("alley", SiteType.ALLEY, "gate")], [], new Dictionary<string, long>());
        Assert.True(strips.Take(Reading("alley", "gate", 0, 45, null)));
        Assert.Equal(61.5, Assert.Single(strips.Between("street", Second(0), Second(1))).LAeq);
        sites.Replace([Site("alley", SiteType.ALLEY, "lamp")], [], new Dictionary<string, long>());
        Assert.Empty(strips.Between("street", Second(0), Second(1)));
        Assert.Empty(strips.Between("alley", Second(0), Second(1)));
        Assert.False(strips.Take(Reading("alley", "gate", 1, 45, null)));
    }

    [Theory]
    [InlineData(-601)]
    [InlineData(61)]
    public void A_second_too_old_or_too_far_ahead_is_not_drawn(int second)
    {
        using var strips = new LiveStrips(new(), Sites, time);
        Assert.False(strips.Take(Reading("street", "lamp", second, 60, null)));
    }

    [Fact]
    public void A_late_second_does_not_displace_a_newer_one()
    {
        using var strips = new LiveStrips(new(), Sites, time);
        for (var second = 0; second < 2000; second++)
        {
            time.SetUtcNow(Noon.AddSeconds(second));
            strips.Take(Reading("street", "lamp", second, 50, null));
            strips.Take(Reading("street", "lamp", second - 500, 40, null));
        }
        Assert.Equal(50, Assert.Single(strips.Between("street", Second(1999), Second(2000))).LAeq);
        Assert.Equal(600, strips.Between("street", Second(1400), Second(2000)).Count());
    }

    [Fact]
    public async Task Every_viewer_is_given_the_same_beat()
    {
        var feed = new Feed();
        using var strips = new LiveStrips(feed, Sites, time);
        using var first = feed.Subscribe<StripsBeat>();
        using var second = feed.Subscribe<StripsBeat>();
        await strips.StartAsync(TestContext.Current.CancellationToken);
        feed.Publish(Reading("home", "bedroom", 0, 38, null));
        feed.Publish(Reading("street", "lamp", 0, 61.5, null));
        var beat = await first.Reader.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Same(beat, await second.Reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Contains("\"lAeq\":61.5", beat.Json, StringComparison.Ordinal);
        Assert.DoesNotContain("bedroom", beat.Json, StringComparison.Ordinal);
        await strips.StopAsync(TestContext.Current.CancellationToken);
    }

    private static long Second(int after) => Noon.AddSeconds(after).ToUnixTimeSeconds();

    private static LiveReading Reading(string site, string device, int second, double? level, double? occupied) =>
        new(site, device, Second(second) * 1000, level, occupied);

    private static SiteEntry Site(string id, SiteType type, string device) =>
        new() { Id = id, Name = id, Type = type, TimeZone = "Europe/London", Devices = [new() { Id = device, Name = device }] };
}
