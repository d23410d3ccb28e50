using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Configuration;

public sealed class AgentFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string File => Path.Combine(folder.Path, "agent.json");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_device_needs_no_more_than_its_id()
    {
        var options = Load("""{"device": "d-1"}""");
        Assert.Equal(("mqtt://127.0.0.1:1883", "http://127.0.0.1:8080", 1024), (options.Mqtt, options.ControlRoom, options.BacklogMb));
        Assert.Equal(("/var/lib/solutions-agent/d-1", "/dev/shm/solutions-agent/d-1"), (options.StateFolder, options.JournalFolder));
        Assert.Equal((false, false, null, null), (options.TrustClock, options.Metered, options.ControlRoomCa, options.Sound));
    }

    [Fact]
    public void Comments_and_trailing_commas_are_allowed_and_what_a_sensor_leaves_out_is_as_usual()
    {
        var options = Load("""
            {
              "device": "d-1", // the id
              "sound": { "source": "file", "path": "street.wav", },
              "camera": { "source": "rtsp", "address": "rtsp://10.0.0.7/sub" },
              "gate": { "source": "file", "path": "gate.json" },
            }
            """);
        Assert.Equal((-26, null, 10), (options.Sound!.SensitivityDbfs, options.Sound.SelfNoiseDba, options.Camera!.FramesPerSecond));
        Assert.Equal((true, false), (options.Gate!.Bolt, options.Gate.Unlock));
    }

    [Fact]
    public void A_command_line_says_otherwise_by_the_same_class_and_is_checked_like_the_file()
    {
        System.IO.File.WriteAllText(File, """{"device": "d-1", "mqtt": "mqtt://file", "metered": true}""");
        Assert.Equal("mqtt://line", AgentFile.Load(File, o => o.Mqtt = "mqtt://line").Mqtt);
        Assert.Equal("mqtt is 'line'; it must be like mqtt://127.0.0.1:1883",
            Assert.Throws<ConfigurationException>(() => AgentFile.Load(File, o => o.Mqtt = "line")).Message);
    }

    [Theory]
    [InlineData("""{}""",
        "device is missing; it must be the id that the control room knows this device by: 1 to 64 letters, digits, - or _; one that enrols is given it")]
    [InlineData("""{"device": "d 1"}""",
        "device is 'd 1'; it must be the id that the control room knows this device by: 1 to 64 letters, digits, - or _; one that enrols is given it")]
    [InlineData("""{"device": "d-1", "mqtt": "http://room"}""", "mqtt is 'http://room'; it must be like mqtt://127.0.0.1:1883")]
    [InlineData("""{"device": "d-1", "state": ""}""", "state is ''; it must be a folder such as /var/lib/solutions-agent")]
    [InlineData("""{"device": "d-1", "journal": ""}""", "journal is ''; it must be a folder on a tmpfs such as /dev/shm/solutions-agent")]
    [InlineData("""{"device": "d-1", "backlogMb": 1}""", "backlogMb is 1; it must be 2 to 1000000")]
    [InlineData("""{"device": "d-1", "scene": {}}""", "scene.name is missing; it must be the name of a generated scene such as town")]
    [InlineData("""{"device": "d-1", "sound": {"source": "scene"}}""",
        """sound.source is 'scene', but scene is missing; it must be like {"name": "town", "seed": 1}""")]
    [InlineData("""{"device": "d-1", "sound": {}}""", "sound.source is missing; it must be scene, file or microphone")]
    [InlineData("""{"device": "d-1", "sound": {"source": "v4l2"}}""", "sound.source is 'v4l2'; it must be scene, file or microphone")]
    [InlineData("""{"device": "d-1", "sound": {"source": "file"}}""", "sound.path is missing; it must be a WAV file, because sound.source is 'file'")]
    [InlineData("""{"device": "d-1", "sound": {"source": "file", "path": "x.wav", "sensitivityDbfs": 200}}""",
        "sound.sensitivityDbfs is 200; it must be -120 to 20 dBFS at 94 dB")]
    [InlineData("""{"device": "d-1", "sound": {"source": "file", "path": "x.wav", "selfNoiseDba": 1e3}}""",
        "sound.selfNoiseDba is 1000; it must be -20 to 100 dB(A), or null")]
    [InlineData("""{"device": "d-1", "sound": {"source": "file", "path": "x.wav", "microphoneClass": 3}}""",
        "sound.microphoneClass is 3; it must be 1 or 2, or null")]
    [InlineData("""{"device": "d-1", "gate": {"source": "file"}}""", "gate.path is missing; it must be a script of gate states, because gate.source is 'file'")]
    [InlineData("""{"device": "d-1", "gate": {"source": "gpio", "lines": {}}}""",
        "gate.lines.contact is missing; it must be the line of the gate's contact, like {\"line\": 17}, because gate.source is 'gpio'; "
            + "only wind, rain and a home's button need none")]
    [InlineData("""{"device": "d-1", "gate": {"source": "gpio", "lines": {"wind": {"line": 5, "perPulse": 0.667}, "bolt": {"line": 27}}}}""",
        "gate.lines.contact is missing; it must be the line of the gate's contact, like {\"line\": 17}, because gate.source is 'gpio'; "
            + "only wind, rain and a home's button need none")]
    [InlineData("""{"device": "d-1", "gate": {"source": "gpio", "lines": {"contact": {}}}}""", "gate.lines.contact.line is missing; it must be 0 to 1023")]
    [InlineData("""{"device": "d-1", "gate": {"source": "gpio", "lines": {"contact": {"line": 1024}}}}""",
        "gate.lines.contact.line is 1024; it must be 0 to 1023")]
    [InlineData("""{"device": "d-1", "gate": {"source": "gpio", "lines": {"contact": {"line": 17}, "rain": {"line": 6, "perPulse": 101}}}}""",
        "gate.lines.rain.perPulse is 101; it must be over 0 to 100: m/s at one pulse a second, or mm of rain")]
    [InlineData("""{"device": "d-1", "gate": {"source": "gpio", "lines": {"contact": {"line": 17}}, "shock": {"bus": -1}}}""",
        "gate.shock.bus is -1; it must be 0 to 255, like 1 for /dev/i2c-1")]
    [InlineData("""{"device": "d-1", "gate": {"source": "gpio", "lines": {"contact": {"line": 17}}, "shock": {"address": "0x20"}}}""",
        "gate.shock.address is '0x20'; it must be 0x18 (pin SA0 at ground) or 0x19 (SA0 at 3.3 V)")]
    [InlineData("""{"device": "d-1", "gate": {"source": "gpio", "lines": {"contact": {"line": 17}}, "shock": {"reportG": 17}}}""",
        "gate.shock.reportG is 17; it must be 0.3 to 16 g")]
    [InlineData("""{"device": "d-1", "gate": {"source": "gpio", "lines": {"contact": {"line": 17}, "bolt": {"line": 17}}}}""",
        "gate.lines.bolt.line is 17; it must be another line than that of contact")]
    [InlineData("""{"device": "d-1", "gate": {"source": "gpio", "lines": {"contact": {"line": 17, "pull": "vcc"}}}}""",
        "gate.lines.contact.pull is 'vcc'; it must be up, down or none")]
    [InlineData("""{"device": "d-1", "gate": {"source": "gpio", "lines": {"contact": {"line": 17}, "wind": {"line": 5}}}}""",
        "gate.lines.wind.perPulse is missing; it must be over 0 to 100: m/s at one pulse a second, or mm of rain")]
    [InlineData("""{"device": "d-1", "climate": {}}""", "climate.source is missing; it must be bme280 or sht4x")]
    [InlineData("""{"device": "d-1", "climate": {"source": "bme280", "bus": 256}}""", "climate.bus is 256; it must be 0 to 255, like 1 for /dev/i2c-1")]
    [InlineData("""{"device": "d-1", "climate": {"source": "bme280", "address": "0x44"}}""",
        "climate.address is '0x44'; it must be 0x76 (pin SDO at ground) or 0x77 (SDO at 3.3 V), because climate.source is 'bme280'")]
    [InlineData("""{"device": "d-1", "climate": {"source": "sht4x", "address": "0x76"}}""",
        "climate.address is '0x76'; it must be 0x44, 0x45 or 0x46, by its type (SHT4x-A, -B or -C), because climate.source is 'sht4x'")]
    [InlineData("""{"device": "d-1", "lamp": {}}""", "lamp.line is missing; it must be 0 to 1023")]
    [InlineData("""{"device": "d-1", "lamp": {"line": 25, "active": "on"}}""", "lamp.active is 'on'; it must be low or high")]
    [InlineData("""{"device": "d-1", "gate": {"source": "gpio", "lines": {"contact": {"line": 17}}}, "lamp": {"line": 17}}""",
        "lamp.line is 17; it must be another line than that of gate.lines.contact")]
    [InlineData("""{"device": "d-1", "power": {}}""", "power.line is missing; it must be 0 to 1023")]
    [InlineData("""{"device": "d-1", "power": {"line": 4, "pull": "sideways"}}""", "power.pull is 'sideways'; it must be up, down or none")]
    [InlineData("""{"device": "d-1", "power": {"line": 4, "active": "on"}}""", "power.active is 'on'; it must be low or high")]
    [InlineData("""{"device": "d-1", "lamp": {"line": 4}, "power": {"line": 4}}""", "power.line is 4; it must be another line than that of lamp")]
    [InlineData("""{"device": "d-1", "gate": {"source": "gpio", "lines": {"contact": {"line": 4}}}, "power": {"line": 4}}""",
        "power.line is 4; it must be another line than that of gate.lines.contact")]
    [InlineData("""{"device": "d-1", "supply": {}}""", "supply.lowVolts is missing; it must be 1 to 32 V, such as 11.5 of a 12 V lead battery")]
    [InlineData("""{"device": "d-1", "supply": {"lowVolts": 40}}""", "supply.lowVolts is 40; it must be 1 to 32 V, such as 11.5 of a 12 V lead battery")]
    [InlineData("""{"device": "d-1", "supply": {"lowVolts": 11.5, "address": "0x50"}}""",
        "supply.address is '0x50'; it must be 0x40 to 0x4f, by its pins A0 and A1")]
    [InlineData("""{"device": "d-1", "supply": {"lowVolts": 11.5, "shuntOhms": 0}}""", "supply.shuntOhms is 0; it must be 0.001 to 10 ohms")]
    [InlineData("""{"device": "d-1", "climate": {"source": "sht4x"}, "supply": {"lowVolts": 11.5, "address": "0x44"}}""",
        "supply.address is '0x44'; it must be another than that of climate, which is on the same bus")]
    [InlineData("""{"device": "d-1", "sound": {"source": "microphone"}}""",
        "sound.device is missing; it must be the sound card's ALSA name such as hw:CARD=sndrpigooglevoi; arecord -L lists them")]
    [InlineData("""{"device": "d-1", "sound": {"source": "microphone", "device": "plughw:0,0"}}""",
        "sound.device is 'plughw:0,0'; it must be a card itself such as hw:0,0, because this one may resample; or sound.resample true")]
    [InlineData("""{"device": "d-1", "sound": {"source": "microphone", "device": "hw:0,0", "rate": 22050}}""",
        "sound.rate is 22050; it must be one of 16000, 32000, 44100, 48000, 96000 Hz")]
    [InlineData("""{"device": "d-1", "sound": {"source": "microphone", "device": "hw:0,0", "format": "s8"}}""",
        "sound.format is 's8'; it must be one of s32, s24, s24-3, s16, or null for the finest that the card gives")]
    [InlineData("""{"device": "d-1", "camera": {}}""", "camera.source is missing; it must be scene, file, v4l2, rtsp or command")]
    [InlineData("""{"device": "d-1", "camera": {"source": "file"}}""", "camera.path is missing; it must be a video file, because camera.source is 'file'")]
    [InlineData("""{"device": "d-1", "camera": {"source": "v4l2"}}""",
        "camera.path is missing; it must be a device such as /dev/video0, because camera.source is 'v4l2'")]
    [InlineData("""{"device": "d-1", "camera": {"source": "rtsp"}}""",
        "camera.address is missing; it must be like rtsp://host:554/stream, because camera.source is 'rtsp'")]
    [InlineData("""{"device": "d-1", "camera": {"source": "rtsp", "address": "http://viewer:s3cret@10.0.0.7/"}}""",
        "camera.address is no RTSP address; it must be like rtsp://user:password@host:554/stream")]
    [InlineData("""{"device": "d-1", "camera": {"source": "command", "command": ["x", null], "format": "mjpeg"}}""",
        """camera.command is empty or has an empty word; it must be a list such as ["rpicam-vid", "-t", "0", "--codec", "mjpeg", "-o", "-"]""")]
    [InlineData("""{"device": "d-1", "camera": {"source": "command", "command": ["x"]}}""",
        "camera.format is missing; it must be yuv420 or mjpeg, because camera.source is 'command'")]
    [InlineData("""{"device": "d-1", "camera": {"source": "command", "command": ["x"], "format": "yuv420"}}""",
        "camera.width is missing; it must be given where the other side is, and with the format yuv420")]
    [InlineData("""{"device": "d-1", "camera": {"source": "command", "command": ["x"], "format": "yuv420", "width": 641, "height": 360}}""",
        "camera.width is 641; it must be even with the format yuv420")]
    [InlineData("""{"device": "d-1", "camera": {"source": "v4l2", "path": "/dev/video0", "width": 640}}""",
        "camera.height is missing; it must be given where the other side is, and with the format yuv420")]
    [InlineData("""{"device": "d-1", "camera": {"source": "v4l2", "path": "/dev/video0", "width": 640, "height": 9000}}""",
        "camera.height is 9000; it must be 16 to 8192 pixels")]
    [InlineData("""{"device": "d-1", "camera": {"source": "v4l2", "path": "/dev/video0", "framesPerSecond": 0.5}}""",
        "camera.framesPerSecond is 0.5; it must be 1 to 30")]
    public void A_value_that_cannot_be_is_said_with_its_key_and_what_would_be_right(string json, string sentence) => Assert.Equal(sentence, Refused(json));

    [Theory]
    [InlineData("""{"device": "d-1", "colour": "red"}""",
        "colour is no key; there are device, mqtt, controlRoom, controlRoomCa, state, journal, backlogMb, trustClock, metered, "
            + "scene, sound, camera, gate, climate, supply, lamp, power")]
    [InlineData("""{"device": "d-1", "stateFolder": "/tmp"}""", "stateFolder is no key; there are device, mqtt")]
    [InlineData("""{"device": "d-1", "gate": {"source": "scene", "lock": "keyed"}}""",
        "gate.lock is no key; in gate there are source, path, bolt, unlock, chip, lines, shock")]
    [InlineData("""{"device": "d-1", "camera": {"source": "scene", "zones": []}}""",
        "camera.zones is no key; in camera there are source, path, address, command, format, width, height, framesPerSecond")]
    [InlineData("""{"device": "d-1", "backlogMb": "many"}""", "backlogMb is \"many\"; it must be a whole number")]
    [InlineData("""{"device": "d-1", "trustClock": 1}""", "trustClock is 1; it must be true or false")]
    [InlineData("""{"device": "d-1", "mqtt": null}""", "mqtt is null; it must be a text")]
    [InlineData("""{"device": "d-1", "sound": []}""", "sound is []; it must be an object")]
    [InlineData("""{"device": "d-1", "sound": {"source": "tape"}}""",
        "sound.source is \"tape\"; it must be one of scene, file, microphone, gpio, v4l2, rtsp, command")]
    [InlineData("""{"device": "d-1", "camera": {"source": "command", "command": "rpicam-vid -o -"}}""",
        "camera.command is \"rpicam-vid -o -\"; it must be a list of texts")]
    [InlineData("[]", "it holds a JSON Array; it must hold an object such as {\"device\": \"d-1\"}")]
    [InlineData("{", "cannot be read as a device's file")]
    [InlineData("""{"device": "d-1", "device": "d-2"}""", "cannot be read as a device's file")]
    public void A_file_that_does_not_read_is_named_with_the_key_and_what_would_be_right(string json, string says)
    {
        var sentence = Refused(json);
        Assert.StartsWith(File, sentence, StringComparison.Ordinal);
        Assert.Contains(says, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() => Assert.StartsWith("/nowhere/agent.json cannot be read as a device's file",
        Assert.Throws<ConfigurationException>(() => AgentFile.Load("/nowhere/agent.json")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task The_agent_ends_with_code_2_and_the_sentence()
    {
        System.IO.File.WriteAllText(File, """{"device": "d-1", "backlogMb": 1}""");
        var run = await CommandRun.OfAgentAsync("run", "--config", File);
        Assert.Equal((2, "backlogMb is 1; it must be 2 to 1000000\n", ""), (run.ExitCode, run.Error, run.Output));
    }

    [Fact]
    public void The_sample_is_a_file_that_can_be_and_explains_every_key()
    {
        var path = Path.Combine(Tree.Root, "edge-agent", "Configuration", "agent.json");
        var options = AgentFile.Load(path);
        Assert.Equal((new AgentOptions().Mqtt, new AgentOptions().BacklogMb), (options.Mqtt, options.BacklogMb));
        using var sample = JsonDocument.Parse(System.IO.File.ReadAllText(path),
            new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        Assert.Equal(KeysOf(AgentJson.Default.AgentOptions), sample.RootElement.EnumerateObject().Select(p => p.Name));
        foreach (var key in AgentFile.Keys(AgentJson.Default.AgentOptions))
        {
            if (AgentJson.Default.GetTypeInfo(key.PropertyType) is { Kind: JsonTypeInfoKind.Object } sensor)
                Assert.Equal(KeysOf(sensor), sample.RootElement.GetProperty(key.Name).EnumerateObject().Select(p => p.Name));
        }
    }

    [Fact]
    public void The_file_that_the_package_installs_waits_for_an_identity_and_has_its_journal_in_the_services_folder()
    {
        var options = AgentFile.Read(Path.Combine(Tree.Root, "edge-agent", "Packaging", "agent.json"));
        Assert.Equal(("/run/solutions-agent", new AgentOptions().State, null), (options.Journal, options.State, options.Device));
        Assert.Equal((null, null, null, null, null, null, null, null),
            (options.Scene, options.Sound, options.Camera, options.Gate, options.Climate, options.Supply, options.Lamp, options.Power));
    }

    public static TheoryData<string> Demonstration => [.. Directory.GetFiles(Path.Combine(Tree.Root, "edge-agent", "Configuration", "Demonstration"))];

    [Theory]
    [MemberData(nameof(Demonstration))]
    public void A_device_of_the_demonstration_has_a_file_of_its_name(string file) =>
        Assert.Equal(Path.GetFileNameWithoutExtension(file), AgentFile.Load(file).Device);

    private static IEnumerable<string> KeysOf(JsonTypeInfo type) => AgentFile.Keys(type).Select(p => p.Name);

    private AgentOptions Load(string json)
    {
        System.IO.File.WriteAllText(File, json);
        return AgentFile.Load(File);
    }

    private string Refused(string json) => Assert.Throws<ConfigurationException>(() => Load(json)).Message;
}
