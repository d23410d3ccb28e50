using System.Globalization;
using Solutions.Edge.Contracts;
using Solutions.Edge.Faults;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Benchmarks;

/// <summary>
/// What a street's device (sound and picture) writes to its card: the state folder lies on an ext4 image of its own, and the kernel counts
/// the sectors that reach its block device, the file system's journal among them. First with the control room there, then without.
/// </summary>
internal static class CardWrites
{
    private const int CardMegabytes = 256;

    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(int minutes)
    {
        if (Disk.Obstacle is { } obstacle)
            Console.WriteLine(
                $"no card can be mounted here ({obstacle}): what the process says it wrote is counted in its place, without the file system's own");
        await MeasureAsync("network up", outage: false, minutes);
        await MeasureAsync("network away", outage: true, minutes);
        return 0;
    }

    private static async Task MeasureAsync(string name, bool outage, int minutes)
    {
        using var folder = new TemporaryFolder();
        var card = Path.Combine(folder.Path, "card");
        var sites = SitesFileWriter.Write(folder.Path, new SiteEntry
        {
            Id = "street",
            Name = "Street",
            Type = SiteType.TOWN,
            TimeZone = "Europe/London",
            Devices =
            [
                new()
                {
                    Id = "lamp",
                    Name = "Lamp column",
                    Sound = new(),
                    Camera = new(),
                },
            ],
        });
        if (Disk.Obstacle is null)
            Disk.MountImage(card, CardMegabytes);
        try
        {
            await using var room = outage ? null : await ControlRoomProcess.StartAsync(sites);
            var broker = room?.MqttPort ?? FreePort.Take(1)[0];
            await using var agent = new ProgramUnderTest(Tree.Program("edge-agent", "solutions-agent"),
                ["run", "--config", AgentFileWriter.Write(folder.Path, "lamp", AgentFileWriter.OfScene("town", 3, "sound", "camera")),
                    "--mqtt", $"mqtt://127.0.0.1:{broker}", "--state", card, "--journal", Path.Combine(folder.Path, "journal"), "--trust-clock"],
                new Dictionary<string, string>());
            await Task.Delay(Settled, TimeProvider.System);
            var (writtenBefore, filesBefore) = (Written(card, agent.Id), Files(card));
            await Task.Delay(TimeSpan.FromMinutes(minutes), TimeProvider.System);
            var (written, files) = (Written(card, agent.Id) - writtenBefore, Files(card) - filesBefore);
            var toADay = 1440.0 / minutes / 1e6;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {written} bytes to the card in {minutes} min, "
                + $"files grew by {files}; a day at that rate {written * toADay:0.0} MB to the card and {files * toADay:0.0} MB of files"));
        }
        finally
        {
            Disk.Unmount(card);
        }
    }

    /// <summary>Bytes written so far, what still waits in the kernel's memory included.</summary>
    private static long Written(string card, int process)
    {
        if (Disk.Obstacle is null)
            return Disk.BytesWritten(card);
        return long.Parse(File.ReadLines($"/proc/{process}/io").First(l => l.StartsWith("write_bytes:", StringComparison.Ordinal)).Split(' ')[1],
            CultureInfo.InvariantCulture);
    }

    private static long Files(string card) => Directory.GetFiles(card, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
}
