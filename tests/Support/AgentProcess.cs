namespace Solutions.Edge.Tests.Support;

/// <summary>The real agent as its own process.</summary>
public static class AgentProcess
{
    /// <param name="file">The device's own file.</param>
    /// <param name="room">The control room it reports to.</param>
    /// <param name="stateFolder">Its state and its journal.</param>
    /// <param name="more">Further options.</param>
    public static ProgramUnderTest Start(string file, IControlRoom room, string stateFolder, params string[] more) => Start(
        file, $"mqtt://127.0.0.1:{room.MqttPort}", stateFolder,
        ["--control-room", $"https://127.0.0.1:{room.HttpsPort}", "--control-room-ca", room.Certificate, .. more]);

    /// <inheritdoc cref="Start(string, IControlRoom, string, string[])"/>
    /// <param name="broker">Where it reports.</param>
    public static ProgramUnderTest Start(string file, string broker, string stateFolder, params string[] more) => new(
        Tree.Program("edge-agent", "solutions-agent"),
        ["run", "--config", file, "--mqtt", broker, "--state", stateFolder, "--journal", stateFolder, "--trust-clock", .. more],
        new Dictionary<string, string>());
}
