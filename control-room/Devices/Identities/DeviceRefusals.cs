using System.Diagnostics.Metrics;
using Solutions.Edge.ControlRoom.Mqtt;

namespace Solutions.Edge.ControlRoom.Devices.Identities;

/// <summary>What was refused at the devices' port: counted, and now and then a line.</summary>
internal sealed class DeviceRefusals(IMeterFactory meters, TimeProvider time, ILogger<DeviceRefusals> log)
{
    private readonly Counter<long> count = meters.Create("Solutions.Edge.ControlRoom.Devices").CreateCounter<long>(
        "solutions.devices.refused", "requests", "Requests at the devices' port that were refused for their certificate or code");

    private readonly RareLine line = new(time);

    public void Note(string address, string reason)
    {
        count.Add(1);
        if (line.IsDue(out var since))
            IdentitiesLog.Refused(log, address, reason, since);
    }
}
