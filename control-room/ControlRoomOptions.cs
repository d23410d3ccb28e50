namespace Solutions.Edge.ControlRoom;

/// <summary>The control room's settings; each is read from the environment as <c>SOLUTIONS__NAME</c>.</summary>
internal sealed class ControlRoomOptions
{
    public const string Section = "SOLUTIONS";

    /// <summary>True: the demonstration, on loopback only, with the sites of <see cref="Sites"/> and a marked data folder. Default: production.</summary>
    public bool Demo { get; init; }

    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>Folder of everything the control room keeps.</summary>
    public string Data { get; init; } = "/var/lib/solutions-control-room";

    /// <summary>Of the demonstration: the file of sites and devices, the same that the agents read.</summary>
    public string Sites { get; init; } = "shared/demonstration.json";

    /// <summary>Of the demonstration: true adds the site that plays recordings.</summary>
    public bool Recordings { get; init; }

    public MqttSettings Mqtt { get; init; } = new();

    public ClusterSettings Cluster { get; init; } = new();

    /// <summary>Settings of the broker connection.</summary>
    internal sealed class MqttSettings
    {
        /// <summary>An external broker, mqtt://host:port. Empty: the embedded one.</summary>
        public string Url { get; init; } = "";

        /// <summary>Plain MQTT on loopback, in the demonstration only. 0: any free port.</summary>
        public int Port { get; init; } = 1883;
    }

    /// <summary>Ports of the Orleans silo, bound to loopback.</summary>
    internal sealed class ClusterSettings
    {
        public int SiloPort { get; init; } = 11111;

        public int GatewayPort { get; init; } = 30000;
    }

    /// <summary>Why the control room cannot start with these settings; null = it can.</summary>
    public string? FindFault()
    {
        foreach (var url in Urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp)
                return $"SOLUTIONS__URLS holds '{url}'; it must be an address such as http://127.0.0.1:8080.";
            if (!uri.IsLoopback)
                return $"SOLUTIONS__URLS holds '{url}'; this version has no sign-in, so it listens on loopback only, such as http://127.0.0.1:8080.";
        }
        if (Mqtt.Port is < 0 or > 65535)
            return $"SOLUTIONS__MQTT__PORT is {Mqtt.Port}; it must be 0 to 65535.";
        if (Mqtt.Url.Length > 0 && (!Uri.TryCreate(Mqtt.Url, UriKind.Absolute, out var broker) || broker.Scheme != "mqtt"))
            return $"SOLUTIONS__MQTT__URL is '{Mqtt.Url}'; it must be empty or like mqtt://127.0.0.1:1883.";
        return null;
    }
}
