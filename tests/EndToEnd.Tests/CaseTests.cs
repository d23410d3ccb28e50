using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests;

public class CaseTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new WordConverter<AlertState>() },
        RespectRequiredConstructorParameters = false,
    };

    private static string Folder => Path.Combine(Tree.Root, "tests", "EndToEnd.Tests", "cases");

    public static TheoryData<string> Cases => [.. Directory.EnumerateDirectories(Folder).Select(c => Path.GetFileName(c)).Order()];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_case_ends_with_the_alerts_it_expects(string name) => PlayAsync(name, "");

    [Fact]
    public async Task A_case_ends_the_same_on_PostgreSQL()
    {
        Assert.SkipUnless(PostgreSql.IsInstalled, PostgreSql.Absent);
        await using var server = await PostgreSql.StartAsync();
        await PlayAsync("disorder-in-the-street", await server.CreateDatabaseAsync());
    }

    private static async Task PlayAsync(string name, string database)
    {
        var folder = Path.Combine(Folder, name);
        var input = File.ReadLines(Path.Combine(folder, "input.ndjson")).Where(l => l.Length > 0)
            .Select(l => JsonSerializer.Deserialize<CaseLine>(l, Json)!).ToList();
        var expected = JsonSerializer.Deserialize<List<CaseAlert>>(await File.ReadAllTextAsync(Path.Combine(folder, "expected.json")), Json)!;
        await using var runner = await CaseRunner.StartAsync(Path.Combine(folder, "site.json"), database);
        await runner.PlayAsync(input);
        var alerts = await runner.AlertsAsync();
        Assert.Equal(JsonSerializer.Serialize(expected, Json), JsonSerializer.Serialize(alerts, Json));
    }
}
