namespace Solutions.Edge.ControlRoom.Tests.Http;

public class HeadTests(RunningRoom room)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/health")]
    [InlineData("/healthz")]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/mark.svg")]
    [InlineData("/live/strips")]
    [InlineData("/live/trace?site=street&from=0&to=1000")]
    [InlineData("/api/v1/sites")]
    [InlineData("/api/v1/devices")]
    [InlineData("/api/v1/alerts")]
    [InlineData("/api/v1/evidence")]
    [InlineData("/api/v1/rejected")]
    [InlineData("/api/v1/readings/export?from=2026-11-23&to=2026-11-24")]
    [InlineData("/api/v1/noise?device=lamp&from=2026-11-23&to=2026-11-24")]
    public async Task What_answers_GET_answers_HEAD_with_the_same_head_and_nothing_after_it(string path)
    {
        var said = await room.RequestAsync("HEAD", path, "localhost");
        Assert.StartsWith("HTTP/1.1 200", said, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", said, StringComparison.Ordinal);
        Assert.Equal(said.Length, said.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4);
        Assert.Contains("Content-Type:", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_HEAD_of_what_is_not_there_is_404() => Assert.StartsWith("HTTP/1.1 404", await room.RequestAsync("HEAD", "/nothing", "localhost"),
        StringComparison.Ordinal);
}
