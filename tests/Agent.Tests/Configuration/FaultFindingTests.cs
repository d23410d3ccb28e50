using System.Text.RegularExpressions;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate.Lines;
using Solutions.Edge.Agent.Setup;
using Solutions.Edge.Agent.Setup.Doctor;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Agent.Sound.Capture;
using Solutions.Edge.Agent.Tests.Climate;
using Solutions.Edge.Agent.Uplink.Identity;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Configuration;

/// <summary>An engineer looks for a fault by the words that doctor prints: the page has them as the program does.</summary>
public partial class FaultFindingTests
{
    private const string Card = "hw:CARD=sndrpigooglevoi", Broker = "127.0.0.1:8883", Lis3dh = "the shock sensor at 0x18 of I2C bus 1";

    private static readonly ClimateOptions Air = new() { Source = "bme280" };

    private static readonly SupplyOptions Meter = new() { LowVolts = 11.5 };

    private static readonly DateTimeOffset Until = new(2027, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_line_of_doctor_that_the_page_quotes_is_doctors_own()
    {
        var own = (await FindingsAsync(TestContext.Current.CancellationToken)).Select(Line).ToList();
        var page = File.ReadAllText(Path.Combine(Tree.Root, "hardware-docs", "fault-finding", "README.md"));
        var quoted = Block().Matches(page).SelectMany(b => b.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();
        Assert.All(quoted, q => Assert.Contains(own, o => IsQuoted(o, q)));
        Assert.All(own, o => Assert.Contains(quoted, q => IsQuoted(o, q)));
    }

    /// <summary>A quotation that ends with an ellipsis is a line's beginning: what follows depends on the machine.</summary>
    private static bool IsQuoted(string own, string quoted) => quoted.EndsWith('…') ? own.StartsWith(quoted[..^1], StringComparison.Ordinal) : own == quoted;

    private static async Task<IReadOnlyList<Finding>> FindingsAsync(CancellationToken stopping) =>
    [
        MachineJudgement.Clock(new(false, null), false),
        MachineJudgement.Clock(new(true, 2500), false),
        MachineJudgement.Disk("/var/lib/solutions-agent", 0.031, null),
        MachineJudgement.Disk("/var/lib/solutions-agent", null, "Read-only file system"),
        MachineJudgement.Card(11),
        MachineJudgement.Voltage(Supply.Low),
        MachineJudgement.Voltage(Supply.WasLow),
        MachineJudgement.Temperature(88),
        MachineJudgement.Network([], true),
        MachineJudgement.Network([new("eth0", "169.254.7.9", null)], true),
        CertificateJudgement.Judge(null, new("mqtts://control.example:8883")),
        CertificateJudgement.Judge(new("d-0123ab", Until, Until.AddDays(-30), Until.AddDays(1)), new("mqtts://control.example:8883")),
        await RefusedAsync(stopping),
        ReachJudgement.Judge("broker", new(Broker, NotAccepted: "it ends the connection after the handshake")),
        ReachJudgement.Judge("broker", new(Broker, Impostor: (ServerFault.OtherName, "its certificate is for control.example"))),
        SensorJudgement.InUse(SensorJudgement.Microphone),
        Gone(),
        SensorJudgement.Judge(new Listened(Card, MicrophoneDiagnosis.Silent, null, null, 0)),
        SensorJudgement.Judge(new Listened(Card, MicrophoneDiagnosis.Stuck, null, null, 0)),
        SensorJudgement.Judge(new Listened(Card, MicrophoneDiagnosis.Clipping, 118.9, 124.1, 0)),
        SensorJudgement.Judge(new Listened(Card, MicrophoneDiagnosis.Offset, 48.2, 71.4, 0)),
        SensorJudgement.Judge(new Listened(Card, MicrophoneDiagnosis.Humming, 48.2, 71.4, 0)),
        SensorJudgement.Judge(new Listened(Card, MicrophoneDiagnosis.Ok, 48.2, 71.4, 480)),
        SensorJudgement.Judge(new Listened(Card, MicrophoneDiagnosis.Ok, 48.2, 71.4, 0)),
        SensorJudgement.NoPicture(Assert.Throws<CameraSourceException>(() => new DeviceFeed("/dev/video99", null, 10)), SensorSource.V4l2, agentRuns: false),
        SensorJudgement.Judge(new Seen("/dev/video0", 640, 360, 9, 6, 0.2, 0, 0)),
        SensorJudgement.Judge(new Seen("/dev/video0", 640, 360, 110, 1, 0, 0, 0)),
        SensorJudgement.Judge(new Seen("/dev/video0", 640, 360, 110, 45, 0.012, 0, 0)),
        SensorJudgement.Judge(new Seen("/dev/video0", 640, 360, 110, 45, 0.2, 3, 0.96)),
        SensorJudgement.Judge("contact", new() { Line = 17 }, active: false),
        SensorJudgement.Judge("enclosure", new() { Line = 22 }, active: false),
        SensorJudgement.Judge("button", new() { Line = 23 }, active: true),
        SensorJudgement.Judge(new Rested(Lis3dh, 0, 0, 0)),
        SensorJudgement.Judge(new Rested(Lis3dh, 400, 1.01, 0.31)),
        ClimateLook.Look(Air, () => throw new IOException("No such file or directory")),
        ClimateLook.Look(Air, () => new FakeBme280 { Gone = true }),
        SupplyLook.Look(Meter, () => new FakeIna219 { Gone = true }),
        LowSupply(),
        LampLook.Look(new() { Line = 25 }, () => throw Held("lamp", 25), agentRuns: false),
        LampLook.Look(new() { Line = 25 }, () => throw Held("lamp", 25), agentRuns: true),
        PowerLook.Look(new() { Line = 4 }, () => throw Held("power", 4), agentRuns: false),
        PowerLook.Judge(new() { Line = 4 }, onMains: false),
    ];

    private static Finding LowSupply()
    {
        var device = new FakeIna219();
        device.Measure(11.2, 30);
        return SupplyLook.Look(Meter, () => device);
    }

    /// <summary>As a chip refuses a line that another program has.</summary>
    private static GateLinesException Held(string key, int line) =>
        new($"line {line} ({key}) cannot be had; another program may hold it (gpioinfo names it)") { IsHeld = true };

    private static string Line(Finding finding) => Gap().Replace(new DoctorReport(null, default, [finding]).Lines().Single(), "  ");

    /// <summary>As by a port where nothing listens, whatever its number.</summary>
    private static async Task<Finding> RefusedAsync(CancellationToken stopping)
    {
        var closed = FreePort.Take(1)[0];
        var fault = await WayToPort.FindFaultAsync("127.0.0.1", closed, "the broker", "correct mqtt in the device's file", stopping);
        var found = ReachJudgement.Judge("broker", new($"127.0.0.1:{closed}", Way: fault));
        return found with { Words = Renumbered(found.Words), Cure = Renumbered(found.Cure!) };

        string Renumbered(string words) => words.Replace($"{closed}", "8883", StringComparison.Ordinal);
    }

    private static Finding Gone() => SensorJudgement.Failed(
        SensorJudgement.Microphone, Assert.Throws<AudioSourceException>(() => AlsaPcm.Open(new() { Source = SensorSource.Microphone, Device = Card })).Message);

    [GeneratedRegex(@"```text\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Gap();
}
