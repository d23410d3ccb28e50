using System.Diagnostics;

namespace Solutions.Edge.Tests.Support;

/// <summary>Debian's PostgreSQL on loopback, in a folder of its own, with passwords.</summary>
public sealed class PostgreSql : IAsyncDisposable
{
    /// <summary>Where Debian puts it.</summary>
    public const string Programs = "/usr/lib/postgresql/15/bin";

    public const string Absent = Programs + " is absent: nothing was tried on PostgreSQL (Debian: apt-get install postgresql)";

    private const string Owner = "keeper", Secret = "a 'quoted; secret";
    private readonly TemporaryFolder folder = new();
    private readonly int port = FreePort.Take(1)[0];
    private int databases;

    private PostgreSql()
    {
    }

    public static bool IsInstalled => Directory.Exists(Programs);

    public static async Task<PostgreSql> StartAsync()
    {
        var server = new PostgreSql();
        var secret = Path.Combine(server.folder.Path, "secret");
        await File.WriteAllTextAsync(secret, Secret);
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "-R", "postgres:", server.folder.Path);
        await RunAsServerAsync("initdb", "-D", server.Data, "-U", Owner, "-A", "scram-sha-256", "--pwfile", secret, "--no-sync", "--encoding", "UTF8");
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>A new database, as the control room's settings name it.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"street lamps {Interlocked.Increment(ref databases)}";
        await RunAsServerAsync("psql", "-q", "-d", $"host={folder.Path} port={port} user={Owner} "
            + $"password='{Secret.Replace("'", "\\'", StringComparison.Ordinal)}' dbname=postgres", "-c", $"CREATE DATABASE \"{name}\"");
        return $"Host=127.0.0.1;Port={port};Username={Owner};Password=\"{Secret}\";Database={name}";
    }

    /// <summary>As a power cut leaves it.</summary>
    public Task StopAsync() => RunAsServerAsync("pg_ctl", "stop", "-D", Data, "-m", "immediate");

    /// <summary>Starts it again after it was stopped: the same folder, the same port.</summary>
    /// <remarks>Every test has a database of its own and leaves its connections in their pool: together more than the hundred that are usual.</remarks>
    public Task StartAgainAsync() => RunAsServerAsync("pg_ctl", "start", "-D", Data, "-l", Path.Combine(folder.Path, "log"), "-o",
        $"-p {port} -k {folder.Path} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=500");

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await StopAsync();
        folder.Dispose();
    }

    private string Data => Path.Combine(folder.Path, "data");

    /// <summary>PostgreSQL refuses to be run by root.</summary>
    private static Task RunAsServerAsync(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", Path.Combine(Programs, program), .. arguments])
        : RunAsync(Path.Combine(Programs, program), arguments);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {string.Concat(said)}");
    }
}
