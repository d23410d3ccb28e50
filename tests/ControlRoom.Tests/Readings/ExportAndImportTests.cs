using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Tests.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

/// <summary>Export and import by the commands, and by HTTP where something is wrong.</summary>
public sealed class ExportAndImportTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private Intake intake = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        intake = await Intake.StartAsync();
        await intake.Store.WriteAsync([.. Enumerable.Range(0, 25).Select(n => new StoredRecord("lamp",
            new NoiseRecord { Boot = SpoolFolder.Boot, Seq = n + 1, T = SpoolFolder.Start.AddSeconds(n), N = 48_000, LAeq = n }))], 0, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await intake.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task What_one_control_room_exports_another_imports_and_a_second_import_doubles_nothing()
    {
        await using var other = await Intake.StartAsync();
        var (first, second) = (Path.Combine(folder.Path, "first.ndjson"), Path.Combine(folder.Path, "second.ndjson"));
        var exported = await CommandRun.OfControlRoomAsync("export", first, "--url", intake.Http.BaseAddress!.ToString());
        Assert.Equal((0, ""), (exported.ExitCode, exported.Error));
        for (var time = 0; time < 2; time++)
        {
            var imported = await CommandRun.OfControlRoomAsync("import", first, "--url", other.Http.BaseAddress!.ToString());
            Assert.Equal((0, "25 readings are in the store.\n"), (imported.ExitCode, imported.Output));
        }
        await CommandRun.OfControlRoomAsync("export", second, "--url", other.Http.BaseAddress!.ToString());
        Assert.Equal(25, (await File.ReadAllLinesAsync(first, Cancel)).Length);
        Assert.Equal(await File.ReadAllTextAsync(first, Cancel), await File.ReadAllTextAsync(second, Cancel));
    }

    [Fact]
    public async Task A_command_says_what_was_wrong()
    {
        var refused = await CommandRun.OfControlRoomAsync("export", Path.Combine(folder.Path, "x"), "--from", "yesterday", "--url",
            intake.Http.BaseAddress!.ToString());
        Assert.Equal((2, "from is 'yesterday'; it must be a UTC instant from 1970 to 2200 such as 2026-11-23T23:00:00Z.\n"), (refused.ExitCode, refused.Error));
        var away = await CommandRun.OfControlRoomAsync("export", Path.Combine(folder.Path, "x"), "--url", $"http://127.0.0.1:{FreePort.Take(1)[0]}");
        Assert.Equal(2, away.ExitCode);
        Assert.Contains("does not answer", away.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("hush", "Line 1 does not read: it must be like {")]
    [InlineData("""{"device":"a/b","stream":"noise","record":{}}""", "Line 1 does not read: device is 'a/b'; it must be an id")]
    [InlineData("""{"device":"lamp","stream":"evidence","record":{}}""", "Line 1 does not read: stream is 'evidence'; it must be one of noise, noise-minute")]
    [InlineData("""{"device":"lamp","stream":"noise","record":{"v":1}}""", "Line 1 does not read: ")]
    public async Task A_line_that_does_not_read_is_named(string line, string says)
    {
        using var answer = await intake.Http.PostAsync("/api/v1/readings/import", new StringContent(line, null, "application/x-ndjson"), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith(says, (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_stores_lines_however_they_are_cut_into_packets()
    {
        var lines = Enumerable.Range(100, 50).SelectMany(n =>
            ReadingLine.Write(new("lamp", new NoiseRecord { Boot = SpoolFolder.Boot, Seq = n, T = SpoolFolder.Start.AddMinutes(n), N = 0 }))).ToArray();
        using var answer = await intake.Http.PostAsync("/api/v1/readings/import",
            new ByteArrayContent(lines[..^1]) { Headers = { ContentType = new("application/x-ndjson") } }, Cancel);
        Assert.Equal(50, (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("lines").GetInt64());
        Assert.Equal(50, (await intake.Store.NoiseAsync("lamp", SpoolFolder.Start.AddMinutes(100), SpoolFolder.Start.AddDays(1), 1000, Cancel)).Count);
    }
}
