using System.Net;
using System.Net.Sockets;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Installation;
using Solutions.Edge.ControlRoom.Access.Provider;
using Solutions.Edge.ControlRoom.Alerts.Hooks;
using Solutions.Edge.ControlRoom.Backup;
using Solutions.Edge.ControlRoom.Cases.Packs;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Mail;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Seals;

namespace Solutions.Edge.ControlRoom;

/// <summary>The control room's settings; each is read from the environment as <c>SOLUTIONS__NAME</c>.</summary>
internal sealed class ControlRoomOptions
{
    public const string Section = "SOLUTIONS";

    /// <summary>True: the demonstration, on loopback only, with the sites of <see cref="Sites"/> and a marked data folder. Default: production.</summary>
    public bool Demo { get; init; }

    /// <summary>Addresses to listen on, http or https, separated by semicolons.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>Names, separated by semicolons, under which a program in front of it reaches it beside localhost, 127.0.0.1 and [::1].</summary>
    public string Hosts { get; init; } = "";

    /// <summary>Addresses, separated by semicolons, of those programs: what they forward of scheme, host and client is believed.</summary>
    public string Proxies { get; init; } = "";

    /// <summary>PEM file of the certificate for https. Empty: one by an authority of its own, in the key folder.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>PEM file of that certificate's private key.</summary>
    public string Key { get; init; } = "";

    /// <summary>Folder of everything the control room keeps.</summary>
    public string Data { get; init; } = CommandKey.DefaultDataFolder;

    /// <summary>Folder of the keys that must not lie with the data. Empty: beside the data folder, with -keys at its name's end.</summary>
    public string Keys { get; init; } = "";

    /// <summary>Name or address under which devices reach this control room; their certificate for it names it. Empty: the host's name, and in the
    /// demonstration 127.0.0.1. The settings page may change it.</summary>
    public string Address { get; set; } = "";

    /// <summary>Where those that find a weakness report it, a mailto: or https: address that /.well-known/security.txt states. Empty: it is not
    /// there. The settings page may change it.</summary>
    public string SecurityContact { get; set; } = "";

    /// <summary>Of the demonstration: the file of sites and devices that fills an empty catalogue, the same that the agents read.</summary>
    public string Sites { get; init; } = "shared/demonstration.json";

    /// <summary>Of the demonstration: true adds the site that plays recordings.</summary>
    public bool Recordings { get; init; }

    /// <summary>Days after which a still or clip is erased. The settings page may change it.</summary>
    public int EvidenceDays { get; set; } = 31;

    /// <summary>A PostgreSQL connection string. Empty: SQLite in the data folder.</summary>
    public string Database { get; init; } = "";

    public MqttSettings Mqtt { get; init; } = new();

    public DevicesSettings Devices { get; init; } = new();

    public ReadingsSettings Readings { get; init; } = new();

    public SealsSettings Seals { get; init; } = new();

    /// <summary>An https address that is asked every minute while the control room is ready, http on loopback. Empty: none.</summary>
    public string Ping { get; init; } = "";

    /// <summary>True: that address may lead to this machine or into a private network.</summary>
    public bool PingPrivate { get; init; }

    public MailSettings Mail { get; init; } = new();

    public HooksSettings Hooks { get; init; } = new();

    public PacksSettings Packs { get; init; } = new();

    public OidcSettings Oidc { get; init; } = new();

    public BackupSettings Backup { get; init; } = new();

    public ClusterSettings Cluster { get; init; } = new();

    /// <summary>Names of the settings that the environment gives, such as <c>Readings:SecondsDays</c>: no choice on a page changes these.</summary>
    internal IReadOnlySet<string> Given { get; set; } = new HashSet<string>();

    /// <summary>Settings of the broker connection.</summary>
    internal sealed class MqttSettings
    {
        /// <summary>An external broker, mqtts://host:port, or mqtt://host:port in the demonstration. Empty: the embedded one.</summary>
        public string Url { get; init; } = "";

        /// <summary>Plain MQTT on loopback, in the demonstration only. 0: any free port.</summary>
        public int Port { get; init; } = 1883;

        /// <summary>MQTT over TLS for devices, on every address; in the demonstration on loopback.</summary>
        public int TlsPort { get; init; } = 8883;
    }

    /// <summary>Settings of the port where devices enrol and deliver.</summary>
    internal sealed class DevicesSettings
    {
        /// <summary>HTTPS for devices, on every address; in the demonstration on loopback.</summary>
        public int Port { get; init; } = 8444;
    }

    /// <summary>Ports of the Orleans silo, bound to loopback, and whether there is another control room.</summary>
    internal sealed class ClusterSettings
    {
        /// <summary>True: this control room waits while another works on its database, and takes over when that one dies.</summary>
        public bool Standby { get; init; }

        public int SiloPort { get; init; } = 11111;

        public int GatewayPort { get; init; } = 30000;
    }

    /// <summary>Why the control room cannot start with these settings; null = it can.</summary>
    public string? FindFault()
    {
        foreach (var url in Urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
                return $"SOLUTIONS__URLS holds '{url}'; it must be an address such as http://127.0.0.1:8080 or https://127.0.0.1:8443.";
            if (!uri.IsLoopback && Demo)
                return $"SOLUTIONS__URLS holds '{url}'; the demonstration listens on loopback only, such as http://127.0.0.1:8080.";
            if (!uri.IsLoopback && uri.Scheme != Uri.UriSchemeHttps)
                return $"SOLUTIONS__URLS holds '{url}'; beyond this machine it must be https, such as https://0.0.0.0:8443.";
        }
        if (Certificate.Length > 0 != Key.Length > 0)
            return $"SOLUTIONS__CERTIFICATE is '{Certificate}' and SOLUTIONS__KEY is '{Key}'; both must be given, or neither.";
        foreach (var (setting, port, least) in new[] { ("SOLUTIONS__MQTT__PORT", Mqtt.Port, 0), ("SOLUTIONS__MQTT__TLSPORT", Mqtt.TlsPort, 1),
            ("SOLUTIONS__DEVICES__PORT", Devices.Port, 1), ("SOLUTIONS__CLUSTER__SILOPORT", Cluster.SiloPort, 1),
            ("SOLUTIONS__CLUSTER__GATEWAYPORT", Cluster.GatewayPort, 1) })
        {
            if (port < least || port > IPEndPoint.MaxPort)
                return $"{setting} is {port}; it must be {least} to {IPEndPoint.MaxPort}.";
        }
        if (EvidenceDays is < 1 or > 3650)
            return $"SOLUTIONS__EVIDENCEDAYS is {EvidenceDays}; it must be 1 to 3650.";
        if (Uri.CheckHostName(DeviceHost) == UriHostNameType.Unknown)
            return $"SOLUTIONS__ADDRESS is '{Address}'; it must be the name or the address under which devices reach this control room.";
        if (Mqtt.Url.Length > 0 && (!Uri.TryCreate(Mqtt.Url, UriKind.Absolute, out var broker)
            || !(broker.Scheme == "mqtts" || (broker.Scheme == "mqtt" && Demo && broker.IsLoopback))))
            return $"SOLUTIONS__MQTT__URL is '{Mqtt.Url}'; it must be empty or like mqtts://127.0.0.1:8884, or in the demonstration mqtt://127.0.0.1:1883.";
        return PostgresConnection.FindFault(Database) ?? Readings.FindFault() ?? Backup.FindFault() ?? Http.Proxies.FindFault(Proxies)
            ?? Health.Ping.FindFault(Ping) ?? SecurityText.FindFault("SOLUTIONS__SECURITYCONTACT", SecurityContact) ?? Oidc.FindFault(Demo)
            ?? Mail.FindFault() ?? Packs.FindFault()
            ?? FindLackOfStandby();
    }

    /// <summary>What two control rooms must share is not in either's data folder.</summary>
    private string? FindLackOfStandby()
    {
        const string Wants = "SOLUTIONS__CLUSTER__STANDBY is true";
        return !Cluster.Standby ? null
            : Database.Length == 0 ? $"{Wants} and {PostgresConnection.Setting} is empty; both control rooms need one PostgreSQL database."
            : Readings.Store != ReadingsSettings.InfluxDb
                ? $"{Wants} and SOLUTIONS__READINGS__STORE is {Readings.Store}; "
                    + $"both control rooms need one InfluxDB, so it must be {ReadingsSettings.InfluxDb}."
            : Mqtt.Url.Length == 0 ? $"{Wants} and SOLUTIONS__MQTT__URL is empty; both control rooms need one broker, such as mqtts://broker:8884."
            : null;
    }

    /// <summary>Where the keys are.</summary>
    public string KeyFolder => Keys.Length > 0 ? Keys : Data.TrimEnd(Path.DirectorySeparatorChar) + "-keys";

    /// <summary>Under which name or address devices reach it.</summary>
    public string DeviceHost => Address.Length > 0 ? Address : Demo ? "127.0.0.1" : Environment.MachineName;

    /// <summary>As the environment has them.</summary>
    public static ControlRoomOptions Read()
    {
        var section = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection(Section);
        var options = section.Get<ControlRoomOptions>() ?? new();
        options.Given = section.AsEnumerable(makePathsRelative: true).Where(s => s.Value is { Length: > 0 }).Select(s => s.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return options;
    }

    /// <summary>The names of <see cref="Hosts"/>, of the addresses that it listens on, and that which devices use.</summary>
    public IEnumerable<string> HostNames => Hosts.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Append(DeviceHost)
        .Concat(Urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(u => new Uri(u).Host));

    /// <summary>True: one of the addresses is https.</summary>
    public bool HasHttps => Urls.Split(';').Any(u => u.StartsWith(Uri.UriSchemeHttps + "://", StringComparison.OrdinalIgnoreCase));

    /// <summary>The first setting whose port another program has, in a sentence; null = all are free.</summary>
    public string? FindPortInUse()
    {
        var ports = Urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(u => ("SOLUTIONS__URLS", new Uri(u).Port))
            .Append(("SOLUTIONS__CLUSTER__SILOPORT", Cluster.SiloPort)).Append(("SOLUTIONS__CLUSTER__GATEWAYPORT", Cluster.GatewayPort));
        ports = ports.Append(("SOLUTIONS__DEVICES__PORT", Devices.Port));
        if (Mqtt.Url.Length == 0)
            ports = ports.Append(("SOLUTIONS__MQTT__TLSPORT", Mqtt.TlsPort));
        if (Demo && Mqtt.Url.Length == 0)
            ports = ports.Append(("SOLUTIONS__MQTT__PORT", Mqtt.Port));
        foreach (var (setting, port) in ports)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
            }
            catch (SocketException e)
            {
                return $"Port {port} of {setting} cannot be listened on ({e.Message}); free it or choose another.";
            }
        }
        return null;
    }
}
