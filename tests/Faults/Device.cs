using System.Globalization;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Faults;

/// <summary>A real agent, and what it says that it has measured.</summary>
internal sealed class Device(string id, string sites, string folder, int brokerPort, int roomPort) : IAsyncDisposable
{
    private readonly Dictionary<(string Boot, string Stream), long> handedIn = [];
    private ProgramUnderTest? program;

    public string Id => id;

    /// <summary>On its card.</summary>
    public string State { get; set; } = Path.Combine(folder, "state");

    /// <summary>On its tmpfs.</summary>
    public string Journal { get; } = Path.Combine(folder, "journal");

    /// <summary>The highest number that was ever found handed in of every boot's stream.</summary>
    public IReadOnlyDictionary<(string Boot, string Stream), long> HandedIn => handedIn;

    /// <summary>What still waits on it, when it has stopped.</summary>
    public IReadOnlyList<OutboxRecord> Waiting { get; private set; } = [];

    public string Output => program!.Output;

    public void Start() => program = new(Tree.Program("edge-agent", "solutions-agent"),
        ["run", "--config", sites, "--device", id, "--mqtt", string.Create(CultureInfo.InvariantCulture, $"mqtt://127.0.0.1:{brokerPort}"),
            "--control-room", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{roomPort}"), "--state", State, "--journal", Journal, "--trust-clock"],
        new Dictionary<string, string>());

    public Task IsReadyAsync() => Eventually.IsTrueAsync($"connection of {id}", () => program!.HasExited
        ? throw new InvalidOperationException($"{id} ended:\n{program.Output}")
        : Task.FromResult(program.Output.Contains("Connected to the broker", StringComparison.Ordinal)), seconds: 60);

    public async Task KillAsync()
    {
        await program!.KillAsync();
        Count();
    }

    public async Task StopAsync()
    {
        await program!.StopAsync();
        Count();
    }

    public ValueTask DisposeAsync() => program?.DisposeAsync() ?? default;

    /// <summary>The newest record of a boot is always in its journal, acknowledged or not.</summary>
    private void Count()
    {
        var backlog = Path.Combine(State, id, "backlog");
        var files = Directory.Exists(backlog) ? Directory.GetFiles(backlog, "*", SearchOption.AllDirectories) : [];
        Waiting = [.. files.Append(Path.Combine(Journal, id, "journal")).Where(File.Exists).SelectMany(f => OutboxBlock.Read(File.ReadAllBytes(f)).Records)];
        foreach (var record in Waiting)
            handedIn[(record.Boot, record.Stream)] = Math.Max(record.Seq, handedIn.GetValueOrDefault((record.Boot, record.Stream)));
    }
}
