namespace Solutions.Edge.ControlRoom.Tests.Http;

public class HostAndOriginTests(RunningRoom room)
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:8080")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:9")]
    [InlineData("[::1]:8080")]
    [InlineData("room.example")]
    [InlineData("Room.Example:443")]
    public async Task A_name_of_its_own_is_answered_whatever_its_port_or_case(string host) =>
        Assert.StartsWith("HTTP/1.1 200", await room.RequestAsync("GET", "/api/v1/sites", host), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.")]
    [InlineData("0.0.0.0")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("localhost:0")]
    [InlineData("localhost:99999")]
    [InlineData("localhost:x")]
    [InlineData("localhost:")]
    [InlineData("[::1")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("a b")]
    [InlineData("exa_mple/..")]
    [InlineData("user@localhost")]
    public async Task Any_other_host_is_answered_with_400(string host)
    {
        foreach (var path in new[] { "/api/v1/sites", "/", "/live/strips" })
            Assert.StartsWith("HTTP/1.1 400", await room.RequestAsync("GET", path, host), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin: http://evil.example")]
    [InlineData("Origin: http://localhost:1")]
    [InlineData("Origin: null")]
    [InlineData("Sec-Fetch-Site: cross-site")]
    [InlineData("Sec-Fetch-Site: same-site")]
    public async Task Another_sites_page_can_neither_acknowledge_nor_import_nor_open_a_circuit(string header)
    {
        var host = $"127.0.0.1:{room.Port}";
        Assert.StartsWith("HTTP/1.1 403", await room.RequestAsync("POST", "/api/v1/alerts/a1/acknowledge", host, header, "Content-Length: 0"),
            StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403", await room.RequestAsync("POST", "/api/v1/readings/import", host, header, "Content-Type: application/x-ndjson",
            "Content-Length: 0"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403", await room.RequestAsync("POST", "/_blazor/negotiate?negotiateVersion=1", host, header, "Content-Length: 0"),
            StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403", await room.RequestAsync("GET", "/_blazor", host, header, "Upgrade: websocket"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Origin: http://127.0.0.1:{0}")]
    [InlineData("Sec-Fetch-Site: same-origin")]
    public async Task Its_own_page_and_a_program_can(string? header) =>
        Assert.StartsWith("HTTP/1.1 404", await room.RequestAsync("POST", "/api/v1/alerts/a1/acknowledge",
        $"127.0.0.1:{room.Port}", [.. header is null ? [] : new[] { header.Replace("{0}", $"{room.Port}", StringComparison.Ordinal) }, "Content-Length: 0"]),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("POST", "/api/v1/alerts/a1/acknowledge", "text/plain", "application/json")]
    [InlineData("POST", "/api/v1/alerts/a1/acknowledge", "application/x-www-form-urlencoded", "application/json")]
    [InlineData("POST", "/api/v1/readings/import", "text/plain", "application/x-ndjson")]
    [InlineData("POST", "/api/v1/readings/import", "application/json", "application/x-ndjson")]
    [InlineData("PUT", "/api/v1/devices/lamp/evidence/a1/blocks/0", "text/plain", "application/octet-stream")]
    public async Task A_body_of_another_kind_than_is_taken_is_refused_with_what_would_be_right(string method, string path, string type, string right)
    {
        using var request = new HttpRequestMessage(new(method), path) { Content = new StringContent("{}", null, type) };
        using var answer = await room.SendAsync(request);
        Assert.Equal(415, (int)answer.StatusCode);
        var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(type, said, StringComparison.Ordinal);
        Assert.True(said.Contains(right, StringComparison.Ordinal) || said.Contains("/openapi/v1.json", StringComparison.Ordinal), said);
    }
}
