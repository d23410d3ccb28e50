using System.Security.Cryptography.X509Certificates;

namespace Solutions.Edge.Fleet;

/// <summary>What a fleet is made of and whom it reports to.</summary>
internal sealed record FleetOptions
{
    private const int PlainPort = 1883, TlsPort = 8883;

    /// <summary>Devices, called fleet-0, fleet-1, …</summary>
    public required int Devices { get; init; }

    /// <summary>The broker, mqtt://host[:port], or mqtts:// for TLS.</summary>
    public required Uri Broker { get; init; }

    /// <summary>True: a motion record every second beside the noise record.</summary>
    public bool Motion { get; init; }

    /// <summary>The authority that must have signed the broker's certificate; null = plain MQTT.</summary>
    public X509Certificate2? Authority { get; init; }

    /// <summary>True: a record is done with the broker's word, as if no control room were there.</summary>
    public bool BrokerOnly { get; init; }

    public int Port => Broker.IsDefaultPort || Broker.Port < 0 ? Authority is null ? PlainPort : TlsPort : Broker.Port;

    public static string DeviceId(int number) => $"fleet-{number}";

    /// <summary>Why no fleet can be made of this; null = it can.</summary>
    public string? FindFault() => this switch
    {
        { Devices: < 1 or > 20_000 } => $"--devices is {Devices}; it must be 1 to 20000",
        { Broker.Scheme: not ("mqtt" or "mqtts") } => $"--url is '{Broker}'; it must be like mqtt://127.0.0.1:1883",
        { Broker.Scheme: "mqtts", Authority: null } => "--url asks for TLS; --ca must name the certificate of the authority that signed the broker's",
        { Broker.Scheme: "mqtt", Authority: not null } => "--ca is given; --url must then be like mqtts://127.0.0.1:8883",
        _ => null,
    };
}
