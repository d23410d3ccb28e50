using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Sites.Pages;

namespace Solutions.Edge.ControlRoom.Tests.Sites.Pages;

/// <summary>A site is changed from a page: by which roles, and what the audit says.</summary>
public sealed class ChangeSiteTests : IAsyncLifetime
{
    private static readonly Caller Engineer = new("person 2", 2, "Eve", Roles.Engineer), Operator = new("person 3", 3, "Olive", Roles.Operator),
        Both = new("person 4", 4, "Hal", Roles.Engineer | Roles.EnvironmentalHealth);

    private readonly TestDatabase database = new("");
    private readonly SiteCatalog sites = new([]);
    private SiteStore store = null!;
    private AuditLog audit = null!;

    public async ValueTask InitializeAsync()
    {
        await database.MigrateAsync();
        store = new(database.Databases, sites, false, TimeProvider.System, NullLogger<SiteStore>.Instance);
        audit = new(database.Databases, TimeProvider.System, NullLogger<AuditLog>.Instance);
    }

    public ValueTask DisposeAsync()
    {
        audit.Dispose();
        store.Dispose();
        database.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_engineer_changes_a_street_and_the_audit_names_hand_and_id_alone()
    {
        Assert.Null(await Change.PutAsync(Site("s1", SiteType.STREET), Engineer, "site added"));
        Assert.Equal("Mill Street", sites.Find("s1")?.Name);
        var row = Assert.Single(await audit.FindAsync("", null, 10, TestContext.Current.CancellationToken));
        Assert.Equal(("person 2", "site added", "s1", ""), (row.Hand, row.Act, row.Subject, row.Detail));
    }

    [Fact]
    public async Task A_role_without_the_right_changes_nothing()
    {
        Assert.Equal("Sites are changed by engineers and administrators.", await Change.PutAsync(Site("s1", SiteType.STREET), Operator, "site added"));
        Assert.Empty(sites.Sites);
        Assert.Empty(await audit.FindAsync("", null, 10, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_home_is_changed_only_by_one_that_sees_it()
    {
        const string Refused = "A home is changed by an account that also sees homes: environmental health or caseworker.";
        Assert.Equal(Refused, await Change.PutAsync(Site("h1", SiteType.HOME), Engineer, "site added"));
        Assert.Null(await Change.PutAsync(Site("h1", SiteType.HOME), Both, "site added"));
        // Nor by making it a street first.
        Assert.Equal(Refused, await Change.PutAsync(Site("h1", SiteType.STREET), Engineer, "site changed"));
        Assert.Equal(SiteType.HOME, sites.Find("h1")?.Type);
    }

    [Fact]
    public async Task What_cannot_be_beside_the_other_sites_comes_back_as_its_sentence()
    {
        Assert.Null(await Change.PutAsync(Site("s1", SiteType.STREET, "d1"), Engineer, "site added"));
        Assert.Equal("device 'd1' is at site 's1'; it must be taken off there first, or both sites imported in one file",
            await Change.PutAsync(Site("s2", SiteType.STREET, "d1"), Engineer, "site added"));
    }

    [Fact]
    public async Task A_closed_site_is_kept_without_devices_and_they_may_be_added_to_another()
    {
        Assert.Null(await Change.PutAsync(Site("s1", SiteType.STREET, "d1"), Engineer, "site added"));
        Assert.Equal("Sites are changed by engineers and administrators.", await Change.CloseAsync(sites.Find("s1")!, Operator));
        Assert.Single(sites.Sites);
        Assert.Null(await Change.CloseAsync(sites.Find("s1")!, Engineer));
        Assert.Empty(sites.Sites);
        Assert.Empty(sites.Find("s1")!.Devices);
        Assert.Null(await Change.PutAsync(Site("s2", SiteType.STREET, "d1"), Engineer, "site added"));
        var acts = await audit.FindAsync("", null, 10, TestContext.Current.CancellationToken);
        Assert.Contains(acts, row => (row.Hand, row.Act, row.Subject) == ("person 2", "site closed", "s1"));
    }

    private ChangeSite Change => new(store, sites, audit);

    private static SiteEntry Site(string id, SiteType type, params string[] devices) => new()
    {
        Id = id,
        Name = "Mill Street",
        Type = type,
        TimeZone = "Europe/London",
        Devices = [.. devices.Select(d => new DeviceEntry { Id = d, Name = "Lamp" })],
    };
}
