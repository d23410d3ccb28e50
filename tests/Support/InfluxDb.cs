using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Solutions.Edge.Tests.Support;

/// <summary>Debian's InfluxDB on loopback, in a folder of its own.</summary>
public sealed class InfluxDb : IAsyncDisposable
{
    /// <summary>Where Debian puts it.</summary>
    public const string Executable = "/usr/bin/influxd";

    public const string Absent = Executable + " is absent: nothing was tried on InfluxDB (Debian: apt-get install influxdb)";

    private const string Administrator = "keeper", Secret = "a 'quoted: secret";
    private readonly TemporaryFolder folder = new();
    private readonly HttpClient http = new();
    private readonly Process process;

    private InfluxDb(bool auth, int port, int maxRows)
    {
        var own = FreePort.Take(1)[0];
        Url = $"http://127.0.0.1:{port}";
        (User, Password) = auth ? (Administrator, Secret) : ("", "");
        var configuration = Path.Combine(folder.Path, "influxdb.conf");
        File.WriteAllText(configuration, $"""
            reporting-disabled = true
            bind-address = "127.0.0.1:{own}"
            [meta]
            dir = "{folder.Path}/meta"
            [data]
            dir = "{folder.Path}/data"
            wal-dir = "{folder.Path}/wal"
            query-log-enabled = false
            [monitor]
            store-enabled = false
            [http]
            bind-address = "127.0.0.1:{port}"
            log-enabled = false
            auth-enabled = {(auth ? "true" : "false")}
            max-row-limit = {maxRows}
            """);
        process = Process.Start(new ProcessStartInfo(Executable, ["-config", configuration]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public static bool IsInstalled => File.Exists(Executable);

    public string Url { get; }

    /// <summary>Empty without authentication.</summary>
    public string User { get; }

    public string Password { get; }

    /// <summary>Bytes that its data and write-ahead log take up.</summary>
    public long StoredBytes => Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);

    /// <param name="auth">Whether it asks for a user and password.</param>
    /// <param name="port">0: any free one.</param>
    /// <param name="maxRows">Most rows of an answer before it is broken off; 0 = no limit.</param>
    public static async Task<InfluxDb> StartAsync(bool auth = false, int port = 0, int maxRows = 0)
    {
        var server = new InfluxDb(auth, port > 0 ? port : FreePort.Take(1)[0], maxRows);
        await Eventually.IsTrueAsync("answer from InfluxDB", server.AnswersAsync);
        if (!auth)
            return server;
        await server.StateAsync($"CREATE USER {Administrator} WITH PASSWORD '{Secret.Replace("'", "\\'", StringComparison.Ordinal)}' WITH ALL PRIVILEGES");
        server.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Administrator}:{Secret}")));
        return server;
    }

    /// <summary>Runs statements of the administrator, such as CREATE DATABASE.</summary>
    public async Task<string> StateAsync(string statements)
    {
        using var content = new FormUrlEncodedContent([new("q", statements)]);
        using var answer = await http.PostAsync(new Uri(Url + "/query"), content);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != HttpStatusCode.OK || text.Contains("\"error\"", StringComparison.Ordinal))
            throw new InvalidOperationException($"InfluxDB refused '{statements}': {text}");
        return text;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        if (process.HasExited)
            throw new InvalidOperationException($"influxd ended with {process.ExitCode}");
        try
        {
            return (await http.GetAsync(new Uri(Url + "/ping"))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
