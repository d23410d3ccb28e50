using System.Text.Json.Serialization;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Configuration;

/// <summary>
/// The one file of a device, read at its start: its id, where it reports, and what it knows of its own hardware. A sensor that is not given is not fitted.
/// What belongs to the place it stands at, such as a camera's zones, comes from the control room.
/// </summary>
/// <remarks>Set, not init: the generated reader would hand over empty values for what is absent.</remarks>
internal sealed class AgentOptions
{
    /// <summary>Where a device's file is unless another is named.</summary>
    public const string DefaultPath = "/etc/solutions-agent/agent.json";

    private const int MostBacklogMb = 1_000_000;

    /// <summary>Its id, which the control room gave it; also its MQTT client id. A device that has enrolled knows it by itself.</summary>
    public string? Device { get; set; }

    /// <summary>The broker, mqtt://host[:port]; port 1883 unless stated. Of a device that has enrolled mqtts://host:port, given by the control room.</summary>
    public string Mqtt { get; set; } = "mqtt://127.0.0.1:1883";

    /// <summary>Where stills and clips are delivered: https://host[:port]; http on this machine only.</summary>
    public string ControlRoom { get; set; } = "http://127.0.0.1:8080";

    /// <summary>PEM file of the only certificates that may vouch for the control room; null = those the machine trusts.</summary>
    public string? ControlRoomCa { get; set; }

    /// <summary>Folder for what must survive a restart; each device has one of its own id in it.</summary>
    public string State { get; set; } = "/var/lib/solutions-agent";

    /// <summary>Folder on a tmpfs for records that wait in memory: they survive a kill there.</summary>
    public string Journal { get; set; } = "/dev/shm/solutions-agent";

    /// <summary>Most MB in the state folder for records that could not be delivered, 2 or more.</summary>
    public int BacklogMb { get; set; } = 1024;

    /// <summary>True: the machine's clock is synced although no time server disciplines it, as where control room and agent share one machine.</summary>
    public bool TrustClock { get; set; }

    /// <summary>
    /// True: the link costs money by the byte. Levels and movement go packed, ten seconds at a time, bands of seconds in steps of 0.5 dB; gates, sounds
    /// and camera faults go at once as ever.
    /// </summary>
    public bool Metered { get; set; }

    /// <summary>The generated scene that sensors whose source is <see cref="SensorSource.Scene"/> play.</summary>
    public SceneOptions? Scene { get; set; }

    /// <summary>The microphone.</summary>
    public SoundOptions? Sound { get; set; }

    /// <summary>The camera.</summary>
    public CameraOptions? Camera { get; set; }

    /// <summary>The gate.</summary>
    public GateOptions? Gate { get; set; }

    /// <summary>The sensor of the air.</summary>
    public ClimateOptions? Climate { get; set; }

    /// <summary>The meter of the supply.</summary>
    public SupplyOptions? Supply { get; set; }

    /// <summary>The status lamp.</summary>
    public LampOptions? Lamp { get; set; }

    /// <summary>The line on which a UPS says that the mains is there.</summary>
    public PowerOptions? Power { get; set; }

    /// <summary>This device's own part of <see cref="State"/>.</summary>
    [JsonIgnore]
    public string StateFolder => Path.Combine(Path.GetFullPath(State), Device!);

    /// <summary>This device's own part of <see cref="Journal"/>.</summary>
    [JsonIgnore]
    public string JournalFolder => Path.Combine(Path.GetFullPath(Journal), Device!);

    /// <summary><see cref="Mqtt"/>, once checked.</summary>
    [JsonIgnore]
    public Uri Broker => new(Mqtt);

    /// <exception cref="ConfigurationException">A value cannot be, or one that is needed is missing.</exception>
    public void Check()
    {
        if (!Ids.IsValid(Device))
            throw ConfigurationException.Of("device", Device,
                "the id that the control room knows this device by: 1 to 64 letters, digits, - or _; one that enrols is given it");
        if (!Uri.TryCreate(Mqtt, UriKind.Absolute, out var broker) || broker.Scheme is not ("mqtt" or "mqtts") || broker.Host.Length == 0)
            throw ConfigurationException.Of("mqtt", Mqtt, "like mqtt://127.0.0.1:1883");
        if (State.Length == 0)
            throw ConfigurationException.Of("state", State, "a folder such as /var/lib/solutions-agent");
        if (Journal.Length == 0)
            throw ConfigurationException.Of("journal", Journal, "a folder on a tmpfs such as /dev/shm/solutions-agent");
        if (BacklogMb is < 2 or > MostBacklogMb)
            throw ConfigurationException.Of("backlogMb", BacklogMb, $"2 to {MostBacklogMb}");
        Scene?.Check();
        Sound?.Check();
        Camera?.Check();
        Gate?.Check();
        Climate?.Check();
        Supply?.Check();
        Lamp?.Check(Gate);
        Power?.Check(Gate, Lamp);
        if (Climate is { } climate && Supply is { } supply && (climate.Bus, climate.Number) == (supply.Bus, supply.Number))
            throw ConfigurationException.Of("supply.address", supply.Address, "another than that of climate, which is on the same bus");
        foreach (var (key, source) in new[] { ("sound.source", Sound?.Source), ("camera.source", Camera?.Source), ("gate.source", Gate?.Source) })
        {
            if (source == SensorSource.Scene && Scene is null)
                throw new ConfigurationException($"{key} is 'scene', but scene is missing; it must be like {{\"name\": \"town\", \"seed\": 1}}");
        }
    }
}
