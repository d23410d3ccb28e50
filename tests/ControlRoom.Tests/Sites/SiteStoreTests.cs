using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Sites;

public sealed class SiteStoreOnSqliteTests() : SiteStoreTests(new SqliteEngine());

public sealed class SiteStoreOnPostgresTests(PostgresEngine engine) : SiteStoreTests(engine);

public abstract class SiteStoreTests(DatabaseEngine engine)
{
    private static readonly SiteEntry Street = Site("street", "lamp", "van"), Alley = Site("alley", "gate");
    private readonly FakeTimeProvider time = new(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly SiteCatalog catalog = new([]);
    private readonly CollectedLog<SiteStore> log = new();

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_fills_a_catalogue_that_is_empty_and_no_other()
    {
        using var database = await engine.CreateAsync();
        using var store = Store(database);
        await store.OpenAsync(new() { Sites = [Street] }, Stopping);
        Assert.Equal(["street"], catalog.Sites.Select(s => s.Id));
        Assert.Equal(0, catalog.SinceMs("lamp"));
        await store.ImportAsync(new() { Sites = [Street, Alley] }, Stopping);
        using var again = Store(database);
        await again.OpenAsync(new() { Sites = [Street] }, Stopping);
        Assert.Equal(["street", "alley"], catalog.Sites.Select(s => s.Id));
        Assert.DoesNotContain(log.Lines, l => l.Text.StartsWith("SOLUTIONS__SITES", StringComparison.Ordinal));
        await again.OpenAsync(new() { Sites = [Alley] }, Stopping);
        Assert.Equal(["street", "alley"], catalog.Sites.Select(s => s.Id));
        Assert.Contains(log.Lines, l => l.Text.StartsWith("SOLUTIONS__SITES is not the file that filled the catalogue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_exported_can_be_imported_until_the_catalogue_changes()
    {
        using var database = await engine.CreateAsync();
        using var store = Store(database);
        var demonstration = SitesFile.Load(Path.Combine(Tree.Root, "shared", "demonstration.json"));
        await store.OpenAsync(demonstration, Stopping);
        var exported = await store.ExportAsync(Stopping);
        Assert.Equal((demonstration with { Version = 1 }).Write(), exported.Write());
        Assert.Equal(2, await store.ImportAsync(exported, Stopping));
        var stale = await Assert.ThrowsAsync<StaleSitesException>(() => store.ImportAsync(exported, Stopping));
        Assert.StartsWith("the file is of catalogue version 1, and the catalogue is at version 2", stale.Message, StringComparison.Ordinal);
        Assert.Equal(3, await store.ImportAsync(exported with { Version = null }, Stopping));
    }

    [Fact]
    public async Task A_device_that_moves_is_at_its_new_site_from_that_moment_and_where_it_was_is_kept()
    {
        using var database = await engine.CreateAsync();
        using var store = Store(database);
        await store.OpenAsync(new() { Sites = [Street, Alley] }, Stopping);
        time.Advance(TimeSpan.FromHours(1));
        await store.ImportAsync(new() { Sites = [Site("street", "lamp"), Site("alley", "gate", "van")] }, Stopping);
        var moved = time.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Equal(("alley", moved, 0L), (catalog.SiteOf("van")!.Id, catalog.SinceMs("van"), catalog.SinceMs("gate")));
        await using var db = await database.Databases.CreateDbContextAsync(Stopping);
        Assert.Equal([("street", 0L, (long?)moved), ("alley", moved, null)], (await db.Set<AssignmentRow>().Where(a => a.Device == "van")
            .OrderBy(a => a.FromMs).ToListAsync(Stopping)).Select(a => (a.Site, a.FromMs, a.UntilMs)));
    }

    [Fact]
    public async Task A_site_that_is_closed_is_found_still_without_devices_and_can_be_opened_again()
    {
        using var database = await engine.CreateAsync();
        using var store = Store(database);
        await store.OpenAsync(new() { Sites = [Street, Alley] }, Stopping);
        var street = catalog.Find("street");
        await store.ImportAsync(new() { Sites = [Street] }, Stopping);
        Assert.Equal(["street"], catalog.Sites.Select(s => s.Id));
        Assert.Empty(catalog.Find("alley")!.Devices);
        Assert.Null(catalog.SiteOf("gate"));
        Assert.Same(street, catalog.Find("street"));
        time.Advance(TimeSpan.FromHours(1));
        await store.PutAsync(Alley, Stopping);
        Assert.Equal(["street", "alley"], catalog.Sites.Select(s => s.Id));
        Assert.Equal(time.GetUtcNow().ToUnixTimeMilliseconds(), catalog.SinceMs("gate"));
        Assert.Same(street, catalog.Find("street"));
    }

    [Fact]
    public async Task A_site_cannot_take_the_device_of_another_and_nothing_changes()
    {
        using var database = await engine.CreateAsync();
        using var store = Store(database);
        await store.OpenAsync(new() { Sites = [Street, Alley] }, Stopping);
        var changes = 0;
        catalog.Changed += () => changes++;
        var refused = await Assert.ThrowsAsync<SitesFileException>(() => store.PutAsync(Site("alley", "gate", "van"), Stopping));
        Assert.Equal("device 'van' is at site 'street'; it must be taken off there first, or both sites imported in one file", refused.Message);
        Assert.Equal((0, 1L), (changes, (await store.ExportAsync(Stopping)).Version!.Value));
    }

    [Fact]
    public async Task A_file_that_still_has_keys_of_hardware_fills_a_catalogue_and_neither_they_nor_a_password_are_stored()
    {
        using var database = await engine.CreateAsync();
        using var store = Store(database);
        await store.OpenAsync(SitesFile.Read("""
            {"sites":[{"id":"street","name":"Street","type":"STREET","timeZone":"UTC","devices":[
              {"id":"eye","name":"Eye","camera":{"source":"rtsp","address":"rtsp://user:pass@word@10.0.0.7:554/low","masks":[[[0,0],[1,0],[1,1]]]}}]}]}
            """u8.ToArray(), "the file"), Stopping);
        Assert.Single(catalog.Device("eye")!.Camera!.Masks);
        Assert.Contains(log.Lines, l => l.Event == 702 && l.Text.Contains("camera.source, camera.address", StringComparison.Ordinal));
        await using var db = await database.Databases.CreateDbContextAsync(Stopping);
        Assert.All(await db.Database.SqlQueryRaw<string>("SELECT \"Device\" AS \"Value\" FROM devices").ToListAsync(Stopping),
            stored => Assert.DoesNotContain("pass", stored, StringComparison.Ordinal));
    }

    private static SiteEntry Site(string id, params string[] devices) => new()
    {
        Id = id,
        Name = id,
        Type = SiteType.STREET,
        TimeZone = "UTC",
        Devices = [.. devices.Select(d => new DeviceEntry { Id = d, Name = d, Sound = new() })],
    };

    private SiteStore Store(TestDatabase database) => new(database.Databases, catalog, recordings: true, time, log);
}
