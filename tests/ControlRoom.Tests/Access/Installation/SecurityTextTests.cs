using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access.Installation;
using Solutions.Edge.ControlRoom.Tests.Http;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Access.Installation;

/// <summary>What stands at /.well-known/security.txt and behind it.</summary>
public sealed class SecurityTextTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 18, 0, 0, TimeSpan.Zero);

    private readonly RunningRoom room = new(new SiteEntry
    {
        Id = "street",
        Name = "Street",
        Type = SiteType.STREET,
        TimeZone = "Europe/London",
        Devices = [],
    }, new ClockThatIsSet(Now));

    public async ValueTask InitializeAsync() => await room.ServiceAsync<TimeProvider>();

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task Without_a_contact_it_is_not_there()
    {
        var answer = await room.RequestAsync("GET", SecurityText.Address, "localhost");
        Assert.StartsWith("HTTP/1.1 404", answer, StringComparison.Ordinal);
        Assert.Contains("No address for security reports is set", answer, StringComparison.Ordinal);
        Assert.Contains("that address answers 404", await room.RequestAsync("GET", "/settings", "localhost"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_that_is_chosen_stands_there_with_an_end_within_a_year()
    {
        var settings = await room.ServiceAsync<ChosenSettings>();
        Assert.Null(await settings.ChangeAsync(settings.Chosen with { SecurityContact = "mailto:security@example.org" }));
        var answer = await room.RequestAsync("GET", SecurityText.Address, "localhost");
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/plain; charset=utf-8", answer, StringComparison.Ordinal);
        Assert.Contains("Contact: mailto:security@example.org\nExpires: 2027-05-28T18:00:00Z\nPreferred-Languages: en\n", answer, StringComparison.Ordinal);
        // Over http anybody on the way may have written it.
        Assert.DoesNotContain("Canonical", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("that address answers 404", await room.RequestAsync("GET", "/settings", "localhost"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_policy_is_the_one_of_the_repository() => Assert.Contains(
        await File.ReadAllTextAsync(Path.Combine(Tree.Root, "SECURITY.md"), TestContext.Current.CancellationToken),
        await (await room.SendAsync(new(HttpMethod.Get, SecurityText.PolicyAddress))).Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        StringComparison.Ordinal);

    [Fact]
    public async Task The_settings_page_states_until_when_there_are_security_updates() => Assert.Contains(
        "Security updates are published until 2031-12-31.", await room.RequestAsync("GET", "/settings", "localhost"), StringComparison.Ordinal);

    [Theory]
    [InlineData("security@example.org")]
    [InlineData("mailto:")]
    [InlineData("mailto:nobody")]
    [InlineData("http://example.org/security")]
    [InlineData("https://")]
    [InlineData("https://someone@example.org/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("mailto:a@example.org\nExpires: 2099-01-01T00:00:00Z")]
    [InlineData("/security")]
    public void What_nobody_can_report_to_is_refused(string contact)
    {
        Assert.StartsWith($"SOLUTIONS__SECURITYCONTACT is '{contact}'; it must be", new ControlRoomOptions { SecurityContact = contact }.FindFault(),
            StringComparison.Ordinal);
        Assert.Contains("mailto:security@example.org", SecurityText.FindFault("It", contact), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mailto:security@example.org")]
    [InlineData("https://example.org/security")]
    public void What_is_left_empty_or_leads_to_somebody_is_taken(string contact) =>
        Assert.Null(new ControlRoomOptions { SecurityContact = contact }.FindFault());
}

/// <summary>After the last day of its support the product says so.</summary>
public sealed class EndOfSupportTests
{
    [Fact]
    public async Task Every_page_says_that_security_updates_have_ended()
    {
        await using var room = new RunningRoom(new SiteEntry
        {
            Id = "street",
            Name = "Street",
            Type = SiteType.STREET,
            TimeZone = "Europe/London",
            Devices = [],
        }, new ClockThatIsSet(new(2032, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        await room.ServiceAsync<TimeProvider>();
        foreach (var page in new[] { "/devices", "/settings", "/sites" })
            Assert.Contains("Security updates ended on 2031-12-31", await room.RequestAsync("GET", page, "localhost"), StringComparison.Ordinal);
    }
}
