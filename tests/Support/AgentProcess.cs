namespace Solutions.Edge.Tests.Support;

/// <summary>The real agent as its own process.</summary>
public static class AgentProcess
{
    public static ProgramUnderTest Start(string sitesFile, string device, ControlRoomProcess room, string stateFolder, params string[] more) => new(
        Tree.Program("edge-agent", "solutions-agent"),
        ["run", "--config", sitesFile, "--device", device, "--mqtt", $"mqtt://127.0.0.1:{room.MqttPort}",
            "--control-room", $"https://127.0.0.1:{room.HttpsPort}", "--control-room-ca", room.Certificate,
            "--state", stateFolder, "--journal", stateFolder, "--trust-clock", .. more],
        new Dictionary<string, string>());
}
