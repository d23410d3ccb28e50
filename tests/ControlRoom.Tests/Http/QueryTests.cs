using System.Net.Http.Json;
using System.Text.Json;

namespace Solutions.Edge.ControlRoom.Tests.Http;

/// <summary>Every parameter of every address of the OpenAPI document, with every value that it cannot have.</summary>
public class QueryTests(RunningRoom room)
{
    private static readonly string[] Instants =
    [
        "", "yesterday", "12:00", "0001-01-01", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1969-12-31T23:59:59Z", "2026-13-01", "2026-02-30T00:00:00Z",
            "NaN", "0", "1764400000000",
        "2026-11-23T23:00:00+00:00", "2026-11-23T23:00:00Z%20", "%00", "%E2%98%83", "'%20OR%201=1", new('9', 5000),
            "2026-11-23T23:00:00Z&{name}=2026-11-23T23:00:00Z",
    ];

    private static readonly string[] Ids = ["", "..%2Fetc", "a%20b", "%00", "%ED%A0%80", new('a', 65), "a1&{name}=a2"];
    private static readonly string[] Counts = ["", "0", "-1", "1.5", "1e3", "NaN", "Infinity", "2147483648", "100001", "99999999999999999999", "+5", "%205",
        "0x10", "5&{name}=6"];

    /// <summary>By "path name", or by name where it means the same everywhere: a right value, and wrong ones.</summary>
    private static readonly Dictionary<string, (string Right, string[] Wrong)> Values = new()
    {
        ["from"] = ("2026-11-23T23:00:00Z", [.. Instants, "2026-11-24T23:00:00Z", "2026-11-25T00:00:00Z"]),
        ["to"] = ("2026-11-24T23:00:00Z", [.. Instants, "2026-11-23T23:00:00Z", "2026-11-23T22:00:00Z"]),
        ["device"] = ("lamp", Ids),
        ["minute"] = ("2026-11-23T23:00:00Z", [.. Instants, "2026-11-23T23:00:01Z"]),
        ["limit"] = ("1", Counts),
        ["version"] = ("0.1.0", ["", new string('1', 65)]),
        ["expect"] = ($"1:{new string('0', 64)}", ["", "1", ":", $"x:{new string('0', 64)}", $"1:{new string('g', 64)}", $"1:{new string('0', 63)}"]),
        ["person"] = ("1", ["", new string('a', 257)]),
        ["state"] = ("all", ["", "closed", "OPEN", "open&state=all", "%00"]),
        ["interval"] = ("15m", ["", "0m", "-15m", "15", "m", "25h", "1d", "NaN", "99999999999h", "1.5m", "15m&interval=1h"]),
        ["/api/v1/noise next"] = ("2026-11-23T23:30:00Z", Instants),
        ["next"] = ("a1", Ids),
    };

    [Fact]
    public async Task Every_value_that_cannot_be_is_answered_with_400_and_a_sentence_that_names_it()
    {
        var faults = new List<string>();
        var tried = 0;
        foreach (var (path, names) in await ParametersAsync())
        {
            foreach (var name in names)
            {
                foreach (var wrong in Value(path, name).Wrong)
                {
                    var query = string.Join('&',
                        names.Select(n => $"{n}={(n == name ? wrong.Replace("{name}", name, StringComparison.Ordinal) : Value(path, n).Right)}"));
                    using var answer = await room.SendAsync(new(HttpMethod.Get, $"{path}?{query}"));
                    var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                    tried++;
                    if ((int)answer.StatusCode != 400 || answer.Content.Headers.ContentType?.MediaType != "application/problem+json"
                        || !Detail(said).Contains("must be", StringComparison.Ordinal)
                        || (!Detail(said).StartsWith(name, StringComparison.Ordinal) && name is not ("from" or "to")))
                        faults.Add($"{path} {name}={wrong[..Math.Min(40, wrong.Length)]}: {(int)answer.StatusCode} {said[..Math.Min(200, said.Length)]}");
                }
            }
        }
        Assert.True(tried > 200, $"{tried} were tried");
        Assert.Empty(faults);
    }

    [Fact]
    public async Task The_right_values_are_answered()
    {
        // What devices ask at the port that is theirs is not here, no case is open, nothing has rung, and no shift has begun.
        foreach (var (path, names) in (await ParametersAsync()).Where(p => !p.Path.Contains("{device}", StringComparison.Ordinal)
            && !p.Path.Contains("{number}", StringComparison.Ordinal)
            && !p.Path.StartsWith("/api/v1/cases/{id}", StringComparison.Ordinal) && !p.Path.StartsWith("/api/v1/alerts/{id}", StringComparison.Ordinal)))
        {
            var place = path.Replace("/devices/{id}", "/devices/lamp", StringComparison.Ordinal).Replace("{id}", "street", StringComparison.Ordinal);
            using var answer = await room.SendAsync(new(HttpMethod.Get, $"{place}?{string.Join('&', names.Select(n => $"{n}={Value(path, n).Right}"))}"));
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("from=-1&to=5", "from")]
    [InlineData("from=NaN&to=5", "from")]
    [InlineData("from=9223372036854775806&to=9223372036854775807", "from")]
    [InlineData("from=5&to=5", "to")]
    [InlineData("from=5", "to")]
    [InlineData("from=0&to=9999999999999", "to")]
    public async Task The_pages_own_trace_is_asked_as_strictly(string query, string name)
    {
        using var answer = await room.SendAsync(new(HttpMethod.Get, $"/live/trace?site=street&{query}"));
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.StartsWith(name, Detail(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/nothing/here", 404)]
    [InlineData("POST", "/api/v1/sites", 405)]
    [InlineData("POST", "/api/v1/alerts/..%2F..%2Fetc/acknowledge", 404)]
    [InlineData("PUT", "/api/v1/devices/lamp/evidence/a/blocks/-1", 404)]
    [InlineData("PUT", "/api/v1/devices/lamp/evidence/a/blocks/0?last=perhaps", 400)]
    [InlineData("GET", "/evidence/..%2F..%2Fetc%2Fpasswd.clip", 404)]
    public async Task What_is_not_there_is_answered_in_words(string method, string path, int status)
    {
        using var answer = await room.SendAsync(new(new(method), path));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.NotEmpty(Detail(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    private static (string Right, string[] Wrong) Value(string path, string name) =>
        Values.TryGetValue($"{path} {name}", out var here) ? here : Values.TryGetValue(name, out var any) ? any
            : throw new KeyNotFoundException($"{path} has a parameter {name} that this test does not know");

    private static string Detail(string problem) => problem.StartsWith('{') && JsonDocument.Parse(problem).RootElement.TryGetProperty("detail", out var detail)
        ? detail.GetString()! : "";

    private async Task<List<(string Path, List<string> Names)>> ParametersAsync()
    {
        using var answer = await room.SendAsync(new(HttpMethod.Get, "/openapi/v1.json"));
        var document = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return [.. from path in document.GetProperty("paths").EnumerateObject()
                   where path.Value.TryGetProperty("get", out var get) && get.TryGetProperty("parameters", out _)
                   select (path.Name, path.Value.GetProperty("get").GetProperty("parameters").EnumerateArray().Where(p =>
                       p.GetProperty("in").GetString() == "query")
                       .Select(p => p.GetProperty("name").GetString()!).ToList())];
    }
}
