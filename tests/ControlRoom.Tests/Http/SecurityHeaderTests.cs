namespace Solutions.Edge.ControlRoom.Tests.Http;

public class SecurityHeaderTests(RunningRoom room)
{
    [Theory]
    [InlineData("GET", "/", "localhost")]
    [InlineData("GET", "/healthz", "localhost")]
    [InlineData("GET", "/health", "localhost")]
    [InlineData("GET", "/api/v1/alerts", "localhost")]
    [InlineData("GET", "/api/v1/alerts?limit=0", "localhost")]
    [InlineData("GET", "/no-such-page", "localhost")]
    [InlineData("PUT", "/healthz", "localhost")]
    [InlineData("GET", "/tokens.css", "localhost")]
    [InlineData("GET", "/", "elsewhere.example")]
    public async Task Every_answer_forbids_frames_foreign_scripts_and_guesses_of_its_type(string method, string path, string host)
    {
        var answer = await room.RequestAsync(method, path, host);
        Assert.Contains("Content-Security-Policy: default-src 'none'; script-src 'self';", answer, StringComparison.Ordinal);
        Assert.Contains("X-Frame-Options: DENY", answer, StringComparison.Ordinal);
        Assert.Contains("X-Content-Type-Options: nosniff", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Strict-Transport-Security", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_stranger_forwards_is_not_believed()
    {
        var answer = await room.RequestAsync("GET", "/healthz", "localhost", "X-Forwarded-Proto: https", "X-Forwarded-Host: elsewhere.example");
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Strict-Transport-Security", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_proxy_that_is_no_address_is_refused() =>
        Assert.Contains("SOLUTIONS__PROXIES holds 'proxy.example'", new ControlRoomOptions { Proxies = "proxy.example" }.FindFault(), StringComparison.Ordinal);
}
