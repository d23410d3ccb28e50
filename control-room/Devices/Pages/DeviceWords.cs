using System.Globalization;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Devices.Pages;

/// <summary>What is known of a device, in words.</summary>
internal static class DeviceWords
{
    public static string At(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "none since the start";

    public static string Clock(DeviceView device) => device.ClockOffSeconds is { } off
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(off):0.#} s {(off > 0 ? "ahead" : "behind")}, not believed") : "no doubt";

    public static string Microphone(MicrophoneHealth health) => string.Create(CultureInfo.InvariantCulture,
        $"{health.State}; crystal {health.RatePpm:+0.0;-0.0;0.0} ppm, {health.Overruns} overruns, {health.Lost} samples lost since the agent's start");

    public static string Supply(SupplyReading supply) => string.Create(CultureInfo.InvariantCulture, $"{supply.Volts:0.00} V, {supply.Amps:0.00} A");

    public static string Identity(DeviceView device)
    {
        var until = device.IdentityUntil?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return device.Identity switch
        {
            "none" => "not enrolled",
            "valid" => $"until {until}",
            "expired" => $"expired on {until}",
            "revoked" => $"revoked: {device.IdentityReason}",
            _ => $"not believed: {device.IdentityReason}",
        };
    }

    /// <summary>True: it is known to run another configuration than the one of its place.</summary>
    public static bool Differs(DeviceView device) => device.Config is { } config && config != device.ConfigPresent;

    public static string Configuration(DeviceView device) => device.Config switch
    {
        null => string.Create(CultureInfo.InvariantCulture, $"not stated; wanted {device.ConfigPresent}"),
        0 => string.Create(CultureInfo.InvariantCulture, $"none in force; wanted {device.ConfigPresent}"),
        var config when config == device.ConfigPresent => "in force",
        var config => string.Create(CultureInfo.InvariantCulture, $"{config} in force; wanted {device.ConfigPresent}"),
    };
}
