using System.Globalization;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Faults;

/// <summary>A real agent, and what it states that it has measured.</summary>
internal sealed class Device(string id, string state, string journal, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    : IAsyncDisposable
{
    private readonly Dictionary<(string Boot, string Stream), long> handedIn = [];
    private ProgramUnderTest? program;

    public string Id => id;

    /// <summary>The highest number that was ever found handed in of every boot's stream.</summary>
    public IReadOnlyDictionary<(string Boot, string Stream), long> HandedIn => handedIn;

    /// <summary>As its card has it.</summary>
    public long BootNumber => long.Parse(File.ReadAllText(Path.Combine(state, id, "boot-number")), CultureInfo.InvariantCulture);

    private string JournalFile => Path.Combine(journal, id, "journal");

    public void Start()
    {
        Waiting();
        program = new(Tree.Program("edge-agent", "solutions-agent"), [.. arguments, "--state", state, "--journal", journal], environment);
    }

    public Task IsReadyAsync() => Eventually.IsTrueAsync($"connection of {id}", () => program!.HasExited
        ? throw new InvalidOperationException($"{id} ended:\n{program.Output}")
        : Task.FromResult(program.Output.Contains("Connected to the broker", StringComparison.Ordinal)), seconds: 60);

    public Task KillAsync() => program!.KillAsync();

    public Task<int> StopAsync() => program!.StopAsync();

    /// <summary>What lies on it now that it has stopped; some of it may have been acknowledged. The newest record of a boot is always in its journal.</summary>
    public IReadOnlyList<OutboxRecord> Waiting()
    {
        var backlog = Path.Combine(state, id, "backlog");
        var files = Directory.Exists(backlog) ? Directory.GetFiles(backlog, "*", SearchOption.AllDirectories) : [];
        var waiting = files.Append(JournalFile).SelectMany(Read).ToList();
        foreach (var record in waiting)
            handedIn[(record.Boot, record.Stream)] = Math.Max(record.Seq, handedIn.GetValueOrDefault((record.Boot, record.Stream)));
        return waiting;
    }

    /// <summary>It had no power for a while: what was on its tmpfs is gone.</summary>
    /// <returns>What that was.</returns>
    public IReadOnlyList<OutboxRecord> LoseJournal()
    {
        Waiting();
        var lost = Read(JournalFile);
        File.Delete(JournalFile);
        return lost;
    }

    public ValueTask DisposeAsync() => program?.DisposeAsync() ?? default;

    private static IReadOnlyList<OutboxRecord> Read(string file) => File.Exists(file) ? OutboxBlock.Read(File.ReadAllBytes(file)).Records : [];
}
