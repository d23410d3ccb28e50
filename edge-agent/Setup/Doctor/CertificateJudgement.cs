using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>What a device was given when it enrolled.</summary>
/// <param name="Device">Its id.</param>
/// <param name="Until">When its certificates expire.</param>
/// <param name="RenewFrom">From when they are renewed.</param>
/// <param name="Now">By which they are judged.</param>
internal sealed record Enrolled(string Device, DateTimeOffset Until, DateTimeOffset RenewFrom, DateTimeOffset Now);

/// <summary>What is found of a device's identity.</summary>
internal static class CertificateJudgement
{
    private const string Part = "certificates", NotRenewed = "the control room's port for devices was not reached while they were to be renewed";

    /// <param name="enrolled">Null = it has not enrolled.</param>
    /// <param name="broker">Where it reports.</param>
    public static Finding Judge(Enrolled? enrolled, Uri broker) => enrolled switch
    {
        { } known when known.Now > known.Until + DeviceKey.RenewableFor => new(Part, Colour.Red, $"expired on {known.Until:yyyy-MM-dd}", NotRenewed,
            "delete the identity folder and enrol the device anew: solutions-agent enrol CODE"),
        { } known when known.Now > known.Until => new(Part, Colour.Red, $"expired on {known.Until:yyyy-MM-dd}", NotRenewed,
            $"start the agent while the control room is reached: until {known.Until + DeviceKey.RenewableFor:yyyy-MM-dd} it renews them by itself"),
        { } known when known.Now > known.RenewFrom => new(Part, Colour.Amber,
            $"enrolled as '{known.Device}'; valid until {known.Until:yyyy-MM-dd}, and not renewed since {known.RenewFrom:yyyy-MM-dd}", NotRenewed,
            "mend what is said of the control room; the agent tries every hour"),
        { } known => new(Part, Colour.Green, $"enrolled as '{known.Device}', valid until {known.Until:yyyy-MM-dd}"),
        null when broker.Scheme == "mqtts" => new(Part, Colour.Red, "not enrolled, and mqtt is over TLS", "over TLS a device reports once it has enrolled",
            "take a code from the control room: solutions-agent enrol CODE"),
        null when !broker.IsLoopback => new(Part, Colour.Amber, $"not enrolled: records go to {broker.Host} neither encrypted nor signed", null,
            "take a code from the control room: solutions-agent enrol CODE"),
        null => new(Part, Colour.NotFitted, "not enrolled, and the broker is on this machine"),
    };
}
