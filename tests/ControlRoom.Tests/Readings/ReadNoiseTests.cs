using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Tests.Spool;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

/// <summary>Four seconds of one device, asked for by HTTP.</summary>
public sealed class ReadNoiseTests : IAsyncLifetime
{
    private const string Hour = "/api/v1/noise?device=lamp&from=2026-11-23T23:00:00Z&to=2026-11-24T00:00:00Z";
    private Intake intake = null!;

    public async ValueTask InitializeAsync()
    {
        intake = await Intake.StartAsync();
        await intake.Store.WriteAsync([.. new double?[] { 60, 40, null, 50.25 }.Select((level, i) => new StoredRecord("lamp",
            new NoiseRecord { Boot = SpoolFolder.Boot, Seq = i + 1, T = SpoolFolder.Start.AddSeconds(i), N = 48_000, LAeq = level, LAFmax = level + 3 }))], 0,
                TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => intake.DisposeAsync();

    [Theory]
    [InlineData("/api/v1/noise?from=2026-11-23T23:00:00Z&to=2026-11-24T00:00:00Z", "device is ''; it must be the id of a device.")]
    [InlineData("/api/v1/noise?device=a%2Fb&from=2026-11-23T23:00:00Z&to=2026-11-24T00:00:00Z", "device is 'a/b'; it must be the id of a device.")]
    [InlineData("/api/v1/noise?device=lamp&to=2026-11-24T00:00:00Z", "from is ''; it must be a UTC instant")]
    [InlineData("/api/v1/noise?device=lamp&from=yesterday&to=2026-11-24T00:00:00Z", "from is 'yesterday'; it must be a UTC instant")]
    [InlineData("/api/v1/noise?device=lamp&from=2026-11-23T23:00:00Z&to=soon", "to is 'soon'; it must be a UTC instant")]
    [InlineData(Hour + "&limit=0", "limit is '0'; it must be 1 to 100000.")]
    [InlineData(Hour + "&limit=many", "limit is 'many'; it must be 1 to 100000.")]
    [InlineData(Hour + "&next=there", "next is 'there'; it must be a UTC instant")]
    [InlineData(Hour + "&interval=15", "interval is '15'; it must be whole seconds, minutes or hours up to a day")]
    [InlineData(Hour + "&interval=0m", "interval is '0m'; it must be")]
    [InlineData(Hour + "&interval=25h", "interval is '25h'; it must be")]
    [InlineData(Hour + "&interval=2147483647h", "interval is '2147483647h'; it must be")]
    public async Task A_bad_value_is_answered_with_its_name_the_value_and_what_would_be_right(string address, string says)
    {
        using var answer = await intake.Http.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.StartsWith(says, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_repeat()
    {
        var first = await JsonAsync(Hour + "&limit=3");
        Assert.Equal(["2026-11-23T23:00:00.000Z", "2026-11-23T23:00:01.000Z", "2026-11-23T23:00:02.000Z"], Times(first));
        var second = await JsonAsync(Hour + "&limit=3&next=" + first.GetProperty("next").GetString());
        Assert.Equal(["2026-11-23T23:00:03.000Z"], Times(second));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task An_interval_gives_the_energy_mean_percentiles_and_capture()
    {
        var item = Assert.Single((await JsonAsync(Hour + "&interval=15m")).GetProperty("items").EnumerateArray());
        Assert.Equal(["t", "LAeq", "LAFmax", "LCpeak", "LA10", "LA50", "LA90", "capture", "percentilesOf", "percentilesCapture", "bounds"],
            item.EnumerateObject().Select(p => p.Name));
        Assert.Equal("LAeq,1s", item.GetProperty("percentilesOf").GetString());
        Assert.Empty(item.GetProperty("bounds").EnumerateObject());
        Assert.Equal(55.71, item.GetProperty("LAeq").GetDouble());
        Assert.Equal(63, item.GetProperty("LAFmax").GetDouble());
        Assert.Equal(50.25, item.GetProperty("LA50").GetDouble());
        Assert.Equal(0.3, item.GetProperty("capture").GetDouble());
    }

    [Fact]
    public async Task Where_a_whole_minute_has_LAF_the_percentiles_are_of_it_and_bounds_are_named()
    {
        await WriteMinuteAsync(overload: true);
        var item = Assert.Single((await JsonAsync(Hour + "&interval=15m")).GetProperty("items").EnumerateArray());
        Assert.Equal("LAF", item.GetProperty("percentilesOf").GetString());
        Assert.Equal(6.7, item.GetProperty("percentilesCapture").GetDouble());
        Assert.Equal((44.2, 6.7), (item.GetProperty("LAeq").GetDouble(), item.GetProperty("capture").GetDouble()));
        Assert.Equal(44.1, item.GetProperty("LA50").GetDouble(), 0.05);
        Assert.Equal(["LAeq", "LAFmax", "LA10", "LA50", "LA90"], item.GetProperty("bounds").EnumerateObject().Select(b => b.Name));
        Assert.All(item.GetProperty("bounds").EnumerateObject(), b => Assert.Equal(">=", b.Value.GetString()));
    }

    [Theory]
    [InlineData("&interval=90s", "23:00:00", "23:02:00")]
    [InlineData("&interval=15m", "23:00:00", "23:00:59")]
    [InlineData("&interval=15m", "23:00:01", "23:15:00")]
    public async Task A_minute_that_does_not_lie_whole_in_an_interval_and_in_what_was_asked_for_is_not_in_its_percentiles(string interval, string from,
        string to)
    {
        await WriteMinuteAsync(overload: false);
        var item = Assert.Single(
            (await JsonAsync($"/api/v1/noise?device=lamp&from=2026-11-23T{from}Z&to=2026-11-23T{to}Z{interval}")).GetProperty("items").EnumerateArray());
        Assert.Equal("LAeq,1s", item.GetProperty("percentilesOf").GetString());
    }

    [Fact]
    public async Task As_CSV_what_percentiles_are_of_stands_in_quotes_and_bounds_in_one_column()
    {
        Assert.EndsWith(",0.3,\"LAeq,1s\",0.3,\n", await TextAsync("text/csv", Hour + "&interval=15m"), StringComparison.Ordinal);
        await WriteMinuteAsync(overload: true);
        Assert.EndsWith(",6.7,LAF,6.7,LAeq>= LAFmax>= LA10>= LA50>= LA90>=\n", await TextAsync("text/csv", Hour + "&interval=15m"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_CSV_a_value_that_is_not_known_is_empty() => Assert.Equal(
        """
        t,LAeq,LAFmax,LCpeak
        2026-11-23T23:00:00.000Z,60,63,
        2026-11-23T23:00:01.000Z,40,43,
        2026-11-23T23:00:02.000Z,,,
        2026-11-23T23:00:03.000Z,50.25,53.25,

        """, await TextAsync("text/csv"));

    [Fact]
    public async Task As_NDJSON_every_line_is_an_object()
    {
        var lines = (await TextAsync("application/x-ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([60, 40, null, 50.25], lines.Select(l =>
            JsonDocument.Parse(l).RootElement.GetProperty("LAeq") is { ValueKind: JsonValueKind.Number } level ? level.GetDouble() : (double?)null));
    }

    private Task WriteMinuteAsync(bool overload) => intake.Store.WriteAsync([new("lamp", new NoiseMinuteRecord
    {
        Boot = SpoolFolder.Boot,
        Seq = 1,
        T = SpoolFolder.Start,
        LAeq = 44.2,
        LAFmax = 45,
        Histogram = new(441, [6000]),
        OverloadSeconds = overload ? 1 : 0,
        UnderRangeSeconds = 0,
        Capture = 100,
    })], 0, TestContext.Current.CancellationToken);

    private Task<JsonElement> JsonAsync(string address) => intake.Http.GetFromJsonAsync<JsonElement>(address, TestContext.Current.CancellationToken)!;

    private static IEnumerable<string?> Times(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("t").GetString());

    private async Task<string> TextAsync(string type, string address = Hour)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept", type } } };
        using var answer = await intake.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
