using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Cases.Events;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;
using Solutions.Edge.ControlRoom.Cases.Packs.Parts;
using Solutions.Edge.ControlRoom.Cases.Packs.Sealed;
using Solutions.Edge.ControlRoom.Seals;
using Solutions.Edge.ControlRoom.Tests.Seals;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Packs;

/// <summary>
/// The parts of a pack that have rows and seals, of four minutes of a device whose key a certificate holds; and what somebody might do to them.
/// </summary>
internal sealed class SealedPack : IDisposable
{
    public const string Seconds = "nights/2026-11-23-lamp-seconds.csv", Bands = "nights/2026-11-23-lamp-bands.bin",
        Minutes = "nights/2026-11-23-lamp-minutes.csv", Seals = "nights/2026-11-23-lamp-seals.ndjson";

    private readonly ECDsa key = DeviceKey.New(), root = DeviceKey.New();
    private readonly TemporaryFolder folder = new();

    private SealedPack()
    {
    }

    /// <summary>By their names.</summary>
    public Dictionary<string, byte[]> Parts { get; } = [];

    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="without">A second that never came, by its number.</param>
    public static async Task<SealedPack> MakeAsync(CancellationToken cancellationToken, int without = 0)
    {
        var pack = new SealedPack();
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        var night = Night.Of(new DateOnly(2026, 11, 23), zone);
        using var device = new SealedDevice(night.From);
        var seals = device.SealedBy(pack.key, isVouchedFor: true);
        var facts = new PackFacts(new() { Id = "c-1", Reference = "", Complaint = "music", Premises = "12 Example Road", Sites = [] }, [],
            [NightOf(device, seals, new(SealedDevice.Device, "Lamp", Home, new("home", 0, null), zone, night), pack.Certified(night.From), pack.Root(),
                without)],
            Redaction.Full, SamplePack.Made, "0.1.0", new string('a', 64), zone)
        {
            Held = [Anchored(seals)],
        };
        foreach (var part in NightTables.Of(facts.Nights[0], withSeconds: true).Concat(SealedParts.Of(facts)))
        {
            using var content = new MemoryStream();
            await part.WriteAsync(content, cancellationToken);
            pack.Parts.Add(part.Name, content.ToArray());
        }
        return pack;
    }

    /// <summary>Signed by whoever has it in hand.</summary>
    public async Task<byte[]> SignAsync(CancellationToken cancellationToken)
    {
        await using var writer = new PackWriter(folder.Path);
        foreach (var (name, content) in Parts)
            await writer.AddAsync(PackPart.Of(name, content), cancellationToken);
        using var to = new MemoryStream();
        await writer.EndAsync(to, "c-1", "in full", SamplePack.Made, "0.1.0", PackKey.Open(folder.Path, demonstration: false), cancellationToken);
        return to.ToArray();
    }

    /// <summary>Changes lines of a text, which are given without their ends, the heading first.</summary>
    public void Edit(string part, Action<List<string>> change)
    {
        var lines = Encoding.UTF8.GetString(Parts[part]).Split('\n')[..^1].ToList();
        change(lines);
        Parts[part] = Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")));
    }

    /// <summary>Changes a cell of a row, counted from 1.</summary>
    public void Cell(string part, int row, string column, Func<string, string> change) => Edit(part, lines =>
    {
        var (at, cells) = (Array.IndexOf(lines[0].Split(','), column), lines[row].Split(','));
        cells[at] = change(cells[at]);
        lines[row] = string.Join(',', cells);
    });

    public void Dispose()
    {
        key.Dispose();
        root.Dispose();
        folder.Dispose();
    }

    private static SiteEntry Home => new()
    {
        Id = "home",
        Name = "Home",
        Type = SiteType.HOME,
        TimeZone = "Europe/London",
        Devices = [new() { Id = SealedDevice.Device, Name = "Lamp", Sound = new() }],
    };

    private static PackNight NightOf(SealedDevice device, IReadOnlyList<SealRecord> seals, NightPlace place, SealKey key, string root, int without)
    {
        var seconds = device.Rows.OfType<NoiseRecord>().Where(s => s.Seq != without).ToList();
        var bands = new byte[seconds.Count * SecondRow.BandsLength];
        foreach (var (i, second) in seconds.Index())
            SecondRow.WriteBands(bands.AsSpan(i * SecondRow.BandsLength), second);
        return new(place, new(place.Night.To, null, null, false, []), new(place.Night.To, [], [.. device.Rows.OfType<NoiseMinuteRecord>()],
            NightWeather.Of(place.Night, []), []), new([], 0, EventParameters.Default))
        {
            Seconds = [.. seconds.Select(PackSecond.Of)],
            Bands = bands,
            Seals = new(SealedDevice.Device, seals, [key], root),
        };
    }

    /// <summary>Beside another device's run.</summary>
    private static HeldRun Anchored(IReadOnlyList<SealRecord> seals)
    {
        var run = new AnchoredRun(SealedDevice.Device, seals[0].Boot, seals[0].Seq, [.. seals.Select(s => SealHead.DigestOf(SealedDevice.Device, s))]);
        byte[][] leaves = [run.Leaf, MerkleTree.Leaf("another run"u8)];
        var anchor = new SealAnchor(3, SamplePack.Made, seals.Count, leaves.Length, Convert.ToHexStringLower(MerkleTree.Root(leaves)), SealRecord.None);
        return HeldRun.Of(anchor, run, 0, leaves);
    }

    private string Root()
    {
        var request = new CertificateRequest("CN=Authority", root, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(SamplePack.Made.AddYears(-1), SamplePack.Made.AddYears(9));
        return certificate.ExportCertificatePem();
    }

    private SealKey Certified(DateTimeOffset start)
    {
        using var authority = X509Certificate2.CreateFromPem(Root()).CopyWithPrivateKey(root);
        var request = new CertificateRequest($"CN={SealedDevice.Device}", key, HashAlgorithmName.SHA256);
        using var certificate = request.Create(authority, start.AddDays(-30), start.AddDays(300), [1, 2, 3]);
        return SealKey.Of(SealedDevice.Device, certificate.ExportCertificatePem(), null);
    }
}
