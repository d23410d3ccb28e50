using System.Globalization;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Devices;

/// <summary>Whether a device reports, in words: what stands against it, and of one that is silent what is known of why. Times are UTC.</summary>
internal static class DeviceState
{
    public static string Words(DeviceView device) => device switch
    {
        { Reporting: false, LastHeard: null } => "no",
        { Reporting: false, Power: { Source: PowerSource.Battery } power } => $"no: power lost at {At(power.Since)}",
        { Reporting: false } => $"no word since {At(device.LastHeard.Value)} (network or power)",
        _ => Against(device) is { Length: > 0 } against ? $"yes, but {against}" : "yes",
    };

    private static string Against(DeviceView device)
    {
        var faults = device.Faults?.Keys ?? [];
        return string.Join(" and ", device.Power is { Source: PowerSource.Battery } power ? faults.Prepend($"on battery since {At(power.Since)}") : faults);
    }

    private static string At(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
