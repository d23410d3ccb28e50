using System.Diagnostics.CodeAnalysis;

namespace Solutions.Edge.Contracts;

/// <summary>The MQTT topics of version 1. A topic's version is the topology; the payload's <c>v</c> is the stream's schema.</summary>
public static class Topics
{
    /// <summary>Every topic starts with this.</summary>
    public const string Root = "solutions/v1";

    /// <summary>Filter that matches every message a device sends.</summary>
    public const string EveryUp = Root + "/device/+/up/+";

    private const string DevicePrefix = Root + "/device/";

    /// <summary>Where <paramref name="device"/> writes the records of <paramref name="stream"/> (see <see cref="Streams"/>).</summary>
    public static string Up(string device, string stream) => $"{DevicePrefix}{device}/up/{stream}";

    /// <summary>Filter for everything that is sent to <paramref name="device"/>.</summary>
    public static string EveryDown(string device) => $"{DevicePrefix}{device}/down/+";

    /// <summary>Where the control room acknowledges what it has on disk: an array of <see cref="Acknowledgement"/>.</summary>
    public static string DownAck(string device) => $"{DevicePrefix}{device}/down/ack";

    /// <summary>Where it does so for a device that sends <see cref="Streams.Packed"/>: a <see cref="PackedMessage"/>.</summary>
    public static string DownPacked(string device) => $"{DevicePrefix}{device}/down/packed";

    /// <summary>Where the control room asks <paramref name="device"/> for something: one <see cref="Command"/>, never retained.</summary>
    public static string DownCommand(string device) => $"{DevicePrefix}{device}/down/command";

    /// <summary>Where the control room sends <paramref name="device"/> what holds at its place: one <see cref="PlaceConfiguration"/>, never retained.</summary>
    public static string DownConfig(string device) => $"{DevicePrefix}{device}/down/config";

    /// <summary>Where the control room keeps an open alert, retained; an empty retained message clears it.</summary>
    public static string Alert(string site, string alert) => $"{Root}/site/{site}/alert/{alert}";

    /// <summary>Takes <c>solutions/v1/device/{device}/up/{stream}</c> apart.</summary>
    /// <returns>False if the topic has another shape or either part is no valid id (see <see cref="Ids"/>).</returns>
    public static bool TryParseUp(string topic, [NotNullWhen(true)] out string? device, [NotNullWhen(true)] out string? stream)
    {
        device = stream = null;
        if (!topic.StartsWith(DevicePrefix, StringComparison.Ordinal))
            return false;
        var parts = topic[DevicePrefix.Length..].Split('/');
        if (parts.Length != 3 || parts[1] != "up" || !Ids.IsValid(parts[0]) || !Ids.IsValid(parts[2]))
            return false;
        (device, stream) = (parts[0], parts[2]);
        return true;
    }

    /// <summary>The device of a topic, or of a filter, below <c>solutions/v1/device/{device}/down/</c>.</summary>
    /// <returns>False if it is of another shape, or asks for more than one device.</returns>
    public static bool TryParseDown(string filter, [NotNullWhen(true)] out string? device)
    {
        var parts = filter.Split('/');
        device = filter.StartsWith(DevicePrefix, StringComparison.Ordinal) && parts is [_, _, _, var id, "down", _] && Ids.IsValid(id) ? id : null;
        return device is not null;
    }
}
