using System.Security.Cryptography;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Seals;
using Solutions.Edge.ControlRoom.Tests.Devices.Identities;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Seals;

public sealed class SealBookTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly ECDsa key = DeviceKey.New();
    private IssuedIdentities identities = null!;
    private DuckDbReadingStore store = null!;
    private SealedDevice device = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateTimeOffset Start => device.Start;

    private DateTimeOffset End => device.Start.AddDays(1);

    public async ValueTask InitializeAsync()
    {
        identities = await IssuedIdentities.OpenAsync();
        store = new(Path.Combine(folder.Path, "readings"));
        var now = identities.Time.GetUtcNow();
        device = new(new DateTimeOffset(now.UtcTicks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero).AddMinutes(1), minutes: 5);
        var code = await identities.CodeAsync(SealedDevice.Device);
        await identities.Identities.EnrolAsync(IssuedIdentities.Ask(key, code.Secret), Cancel);
    }

    public ValueTask DisposeAsync()
    {
        device.Dispose();
        store.Dispose();
        identities.Dispose();
        key.Dispose();
        folder.Dispose();
        return default;
    }

    [Fact]
    public async Task What_an_enrolled_device_sealed_verifies_for_ever_and_what_it_seals_with_a_revoked_key_does_not()
    {
        await StoreAsync(device.SealedBy(key, isVouchedFor: true));
        Assert.True((await VerifyAsync(Start, End)).IsIntact);
        identities.Time.Advance(TimeSpan.FromDays(400));
        Assert.True(await identities.Identities.RevokeAsync(SealedDevice.Device, "stolen", Cancel));
        var report = await VerifyAsync(Start, End);
        Assert.True(report.IsIntact);
        Assert.Equal((5, device.Rows.Count), (report.Seals, report.Rows));
        var later = new SealSigner(SealedDevice.Device, key, isVouchedFor: true).Sign(new('c', 32), 13, 1, Start.AddDays(401),
            SealHead.DigestOf(SealedDevice.Device, device.SealedBy(key, true)[^1]), new Dictionary<string, SealedRows>());
        await StoreAsync([later]);
        var found = Assert.Single((await VerifyAsync(Start.AddDays(401), Start.AddDays(402))).Findings);
        Assert.Equal((SealFault.Key, Streams.Seal), (found.Fault, found.Stream));
        Assert.Contains("revoked", found.Words, StringComparison.Ordinal);
        // The pack of a case takes all of it along.
        var book = await Book().OfAsync(SealedDevice.Device, Start, End, Cancel);
        Assert.Equal(5, book.Seals.Count);
        Assert.Null(Assert.Single(book.Keys).FindFault(book.Authorities));
        Assert.NotNull(book.Keys[0].Revoked);
    }

    [Fact]
    public async Task A_key_outlives_the_root_that_vouched_for_it()
    {
        await StoreAsync(device.SealedBy(key, isVouchedFor: true));
        identities.Authority.BeginRotation();
        await Book().OfAsync(SealedDevice.Device, Start, End, Cancel);
        identities.Authority.EndRotation();
        var book = await Book().OfAsync(SealedDevice.Device, Start, End, Cancel);
        Assert.Null(Assert.Single(book.Keys).FindFault(book.Authorities));
        Assert.NotNull(book.Keys[0].FindFault(identities.Authority.Bundle));
    }

    [Fact]
    public async Task A_key_that_only_its_seals_state_counts_in_a_demonstration_and_is_shown_there()
    {
        using var own = DeviceKey.New();
        await StoreAsync(device.SealedBy(own, isVouchedFor: false));
        var report = await VerifyAsync(Start, End);
        Assert.Equal([SealFault.Key], report.Findings.Select(f => f.Fault).Distinct());
        Assert.False(report.IsIntact);
        var demonstration = await Book(isDemonstration: true).VerifyAsync(SealedDevice.Device, Start, End, Cancel);
        Assert.True(demonstration.IsIntact);
        Assert.Contains(demonstration.Notes, n => n.Contains("not enrolled (demonstration)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_verifies_by_itself_and_shows_seals_that_are_missing_at_its_ends()
    {
        var seals = device.SealedBy(key, isVouchedFor: true);
        await StoreAsync([seals[0], seals[4]]);
        foreach (var (from, to) in new[] { (1, 4), (0, 3), (2, 5) })
        {
            var found = (await VerifyAsync(Start.AddMinutes(from), Start.AddMinutes(to))).Findings.Where(f => f.Stream == Streams.Seal);
            Assert.Equal((SealFault.Removed, 2), (found.First().Fault, found.First().Seq));
        }
        await StoreAsync(seals.Skip(1).Take(3));
        var report = await VerifyAsync(Start.AddMinutes(1), Start.AddMinutes(3));
        Assert.Empty(report.Findings);
        Assert.InRange(report.Seals, 2, 4);
    }

    [Fact]
    public async Task Rows_after_the_last_seal_are_counted_and_a_device_that_seals_nothing_is_not_called_intact()
    {
        Assert.False((await VerifyAsync(Start, End)).IsIntact);
        await StoreAsync(device.SealedBy(key, isVouchedFor: true).Take(4));
        var report = await VerifyAsync(Start, End);
        Assert.Equal((0, device.Rows.Count(r => r.T >= Start.AddMinutes(4))), (report.Faults, report.Unsealed));
    }

    [Fact]
    public async Task A_run_that_a_power_cut_ended_before_its_first_seal_is_counted_and_one_that_takes_anothers_number_is_named()
    {
        await StoreAsync(device.SealedBy(key, isVouchedFor: true));
        var cut = device.Rows.OfType<HeartbeatRecord>().Take(3).Select(r => r with { Boot = new('d', 32), Bn = 13, T = r.T.AddHours(1) }).ToList();
        await store.ImportAsync([.. cut.Select(r => new StoredRecord(SealedDevice.Device, r))], Cancel);
        var report = await VerifyAsync(Start, End);
        Assert.Equal((0, 3), (report.Faults, report.Unsealed));
        await store.ImportAsync([new(SealedDevice.Device, cut[0] with { Boot = new('e', 32), Bn = 12 })], Cancel);
        Assert.Equal(SealFault.Added, Assert.Single((await VerifyAsync(Start, End)).Findings).Fault);
    }

    [Fact]
    public async Task A_row_that_is_read_at_another_time_than_its_device_stated_is_still_what_it_sealed()
    {
        var seals = device.SealedBy(key, isVouchedFor: true);
        var unset = device.Rows.Select(r => r with { Stated = new(r.T, r.Tq), T = r.T.AddMilliseconds(-250), Tq = TimeQuality.Unset });
        await store.WriteAsync([.. unset.Concat(seals).Select(r => new StoredRecord(SealedDevice.Device, r))], 1, Cancel);
        var report = await VerifyAsync(Start, End);
        Assert.Empty(report.Findings);
        Assert.Contains(report.Notes, n => n.StartsWith($"{device.Rows.Count} rows are read at another time", StringComparison.Ordinal));
    }

    private async Task StoreAsync(IEnumerable<SealRecord> seals) => await store.ImportAsync(
        [.. device.Rows.Concat(seals).Select(r => new StoredRecord(SealedDevice.Device, r))], Cancel);

    private SealBook Book(bool isDemonstration = false) => new(store, new(identities.Databases, identities.Authority, isDemonstration), new(),
        new(Path.Combine(folder.Path, "clock"), identities.Time));

    private Task<SealReport> VerifyAsync(DateTimeOffset from, DateTimeOffset to) => Book().VerifyAsync(SealedDevice.Device, from, to, Cancel);
}
