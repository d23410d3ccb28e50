using System.Net.NetworkInformation;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Uplink;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>Looks at the machine itself. Leaves nothing behind and makes no folder: one made by another user than the agent's would be in its way.</summary>
internal static class MachineLook
{
    public static Finding Clock(bool trusted) => MachineJudgement.Clock(KernelClock.Ask(), trusted);

    public static Finding Disk(string folder) => MachineJudgement.Disk(folder, FreeShare(Existing(folder)), FindFault(Existing(folder)));

    public static Finding Journal(string folder) => MachineJudgement.Journal(folder, FileSystem(Existing(folder)), FindFault(Existing(folder)));

    public static IReadOnlyList<Finding> Kernel(KernelFiles files) =>
        [MachineJudgement.Card(files.LifeTenths), MachineJudgement.Voltage(files.Supply), MachineJudgement.Temperature(files.Celsius)];

    public static Finding Network(AgentOptions? options) => MachineJudgement.Network([.. Links()], options?.Broker.IsLoopback != true);

    private static IEnumerable<Link> Links()
    {
        foreach (var link in NetworkInterface.GetAllNetworkInterfaces())
        {
            if (link.OperationalStatus != OperationalStatus.Up || link.NetworkInterfaceType == NetworkInterfaceType.Loopback)
                continue;
            var properties = link.GetIPProperties();
            yield return new(link.Name, properties.UnicastAddresses.FirstOrDefault()?.Address.ToString() ?? "",
                properties.GatewayAddresses.FirstOrDefault()?.Address.ToString());
        }
    }

    /// <summary>The folder, or what is there of the way to it: the agent makes the rest.</summary>
    private static string Existing(string folder)
    {
        var path = Path.GetFullPath(folder);
        while (!Directory.Exists(path) && Path.GetDirectoryName(path) is { } above)
            path = above;
        return path;
    }

    private static string? FindFault(string folder)
    {
        try
        {
            using var probe = new FileStream(Path.Combine(folder, $".doctor-{Environment.ProcessId}"),
                new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
            probe.WriteByte(0);
            probe.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private static double? FreeShare(string folder)
    {
        try
        {
            var disk = new DriveInfo(folder);
            return (double)disk.AvailableFreeSpace / disk.TotalSize;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? FileSystem(string folder)
    {
        try
        {
            return new DriveInfo(folder).DriveFormat;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
