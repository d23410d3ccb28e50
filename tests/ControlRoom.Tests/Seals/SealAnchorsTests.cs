using System.Security.Cryptography;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Seals;
using Solutions.Edge.ControlRoom.Tests.Devices.Identities;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Seals;

public sealed class SealAnchorsTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly ECDsa key = DeviceKey.New();
    private IssuedIdentities identities = null!;
    private DuckDbReadingStore store = null!;
    private SealAnchors anchors = null!;
    private IReadOnlyList<SealRecord> seals = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Anchors => Path.Combine(folder.Path, "anchors");

    public async ValueTask InitializeAsync()
    {
        identities = await IssuedIdentities.OpenAsync();
        store = new(Path.Combine(folder.Path, "readings"));
        await identities.Identities.EnrolAsync(IssuedIdentities.Ask(key, (await identities.CodeAsync(SealedDevice.Device)).Secret), Cancel);
        anchors = new(store, identities.Databases, new([]), new(identities.Databases, identities.Authority, false), Anchors, identities.Time);
        var now = identities.Time.GetUtcNow();
        using var device = new SealedDevice(new DateTimeOffset(now.UtcTicks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero), 6);
        seals = device.SealedBy(key, isVouchedFor: true);
    }

    public ValueTask DisposeAsync()
    {
        anchors.Dispose();
        store.Dispose();
        identities.Dispose();
        key.Dispose();
        folder.Dispose();
        return default;
    }

    [Fact]
    public async Task An_anchor_holds_what_was_received_since_the_last_one_also_what_came_late_and_its_file_holds_the_one_before()
    {
        Assert.Null(await anchors.MakeAsync(Cancel));
        await StoreAsync(0, 1, 3);
        var first = (await anchors.MakeAsync(Cancel))!;
        Assert.Equal((1, 3, 2, SealRecord.None), (first.Number, first.Seals, first.Runs, first.Previous));
        Assert.Null(await anchors.MakeAsync(Cancel));
        await StoreAsync(2, 4, 5);
        var second = (await anchors.MakeAsync(Cancel))!;
        Assert.Equal((2, 3, 2, first.Digest), (second.Number, second.Seals, second.Runs, second.Previous));
        var files = Directory.GetFiles(Anchors).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();
        Assert.Equal([first, second], files.Select(f => SealAnchor.Read(f)!));
        Assert.Equal(second.Previous, Convert.ToHexStringLower(SHA256.HashData(files[0])));
    }

    [Fact]
    public async Task The_proof_of_a_minute_holds_without_the_control_room_also_after_its_key_expired_and_was_revoked()
    {
        await StoreAsync(0, 1, 2, 3, 4, 5);
        var anchor = (await anchors.MakeAsync(Cancel))!;
        identities.Time.Advance(TimeSpan.FromDays(500));
        await identities.Identities.RevokeAsync(SealedDevice.Device, "stolen", Cancel);
        Assert.Null(await anchors.ProveAsync(SealedDevice.Device, seals[0].T.AddDays(-1), Cancel));
        var (proof, of) = (await anchors.ProveAsync(SealedDevice.Device, seals[2].T, Cancel))!.Value;
        var read = SealProof.Read(proof.Write())!;
        Assert.Equal((SealedDevice.Device, seals[2].T), (read.Of.Device, read.Of.Minute));
        Assert.Null(read.FindFault(anchor, of!));
        Assert.NotNull(of!.Revoked);
        Assert.Contains("revoked", read.FindFault(anchor, of with { Revoked = seals[2].T })!, StringComparison.Ordinal);
        Assert.Contains("valid until", read.FindFault(anchor, of with { Until = seals[2].T })!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_agency_signs_an_anchor_and_a_changed_one_shows()
    {
        await StoreAsync(0);
        var anchor = (await anchors.MakeAsync(Cancel))!;
        using var partner = DeviceKey.New();
        var signature = SealAnchor.Cosign(anchor.Write(), partner.ExportPkcs8PrivateKeyPem());
        Assert.True(SealAnchor.IsCosigned(anchor.Write(), signature, partner.ExportSubjectPublicKeyInfoPem()));
        Assert.False(SealAnchor.IsCosigned((anchor with { Seals = 2 }).Write(), signature, partner.ExportSubjectPublicKeyInfoPem()));
        Assert.False(SealAnchor.IsCosigned(anchor.Write(), signature, key.ExportSubjectPublicKeyInfoPem()));
    }

    [Fact]
    public async Task A_seal_that_is_not_the_one_anchored_is_no_proof()
    {
        await StoreAsync(0, 1);
        await anchors.MakeAsync(Cancel);
        identities.Time.Advance(TimeSpan.FromDays(5));
        await store.TidyAsync(identities.Time.GetUtcNow(), new() { MinutesDays = 1 }, Cancel);
        await store.ImportAsync([new(SealedDevice.Device, seals[0]), new(SealedDevice.Device, seals[1] with { Layout = 2 })], Cancel);
        await Assert.ThrowsAsync<InvalidDataException>(() => anchors.ProveAsync(SealedDevice.Device, seals[0].T, Cancel));
    }

    private Task StoreAsync(params int[] which) => store.ImportAsync([.. which.Select(n => new StoredRecord(SealedDevice.Device, seals[n]))], Cancel);
}
