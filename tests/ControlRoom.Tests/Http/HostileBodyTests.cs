using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CsCheck;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.ControlRoom.Ingest;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Http;

/// <summary>Whatever a body holds, it is taken or refused: no body makes a fault of ours.</summary>
public class HostileBodyTests(RunningRoom room)
{
    private static readonly string[] Bodies =
    [
        "", "null", "[]", "{}", "true", "\"\"", "[null]", "{\"sites\":[null]}", """{"\ud800":1}""", """{"id":"\ud800","reason":"\udfff"}""",
        """{"author":"\ud800","reason":"x","values":{"\ud800":1}}""", """{"author":"a","reason":"\ud800","values":{}}""",
        """{"sites":[{"id":"\ud800","name":"a","type":"\ud800","timeZone":"UTC","devices":[]}]}""", """{"name":1e999,"role":{},"days":-1}""",
        """{"name":[],"role":9223372036854775808}""", """{"kind":"\ud800","reason":[]}""", "{\"a\":1,\"a\":2}", new string('[', 10_000),
        "\uFEFF{}", "{\"reason\":\"" + new string('x', 100_000) + "\"}",
    ];

    [Fact]
    public async Task No_body_of_the_api_is_answered_with_a_fault_of_ours()
    {
        var asked = 0;
        foreach (var endpoint in (await room.ServiceAsync<EndpointDataSource>()).Endpoints.OfType<RouteEndpoint>())
        {
            var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Except(["GET", "HEAD"]).ToList() ?? [];
            // A page's form is no JSON; what is for devices is at their port.
            if (methods.Count == 0 || endpoint.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) != true
                || endpoint.Metadata.GetMetadata<ForDevicesAttribute>() is not null)
                continue;
            var path = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => s.IsSimple && s.Parts[0].IsParameter ? "street"
                : endpoint.RoutePattern.RawText!.Trim('/').Split('/')[endpoint.RoutePattern.PathSegments.ToList().IndexOf(s)]));
            var type = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes is [var first, ..] ? first : "application/json";
            foreach (var bytes in Bodies.Select(Encoding.UTF8.GetBytes).Append([0xFF, 0xFE]).Append([.. "{\"id\":\""u8, 0xC3, 0x28, .. "\"}"u8]))
            {
                using var request = new HttpRequestMessage(new(methods[0]), path) { Content = new ByteArrayContent(bytes) };
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
                using var answer = await room.SendAsync(request);
                asked++;
                Assert.True((int)answer.StatusCode is < 500 or 503,
                    $"{methods[0]} {path} answers {(int)answer.StatusCode} to {Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 100)])}");
            }
        }
        Assert.True(asked > 100, $"only {asked} requests");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_body_that_is_packed_is_not_unpacked(string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/sites/street") { Content = new ByteArrayContent([0x1F, 0x8B, 8, 0, 0]) };
        request.Content.Headers.ContentType = new("application/json");
        request.Content.Headers.ContentEncoding.Add(encoding);
        using var answer = await room.SendAsync(request);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains($"Content-Encoding is '{encoding}'", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/sites/street", "{\"id\":7}", "application/json", "id")]
    [InlineData("/api/v1/sites/street", "{}", "text/plain", "Content-Type is 'text/plain")]
    [InlineData("/api/v1/sites/street/parameters", "{\"invented\":1}", "application/json", "the body holds 'invented'")]
    public async Task A_body_that_is_refused_stands_with_its_reason_among_what_was_rejected(string path, string body, string type, string reason)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent(body, Encoding.UTF8, type) };
        using var answer = await room.SendAsync(request);
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.UnsupportedMediaType });
        var listed = (await room.ServiceAsync<RejectedMessages>()).Latest;
        Assert.Contains(listed, r => r.Topic == $"PUT {path}" && r.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void An_instant_of_a_query_is_read_as_it_was_written_and_any_other_text_is_refused()
    {
        Gen.Long[QueryValue.First.ToUnixTimeMilliseconds(), QueryValue.End.ToUnixTimeMilliseconds()].Sample(ms =>
        {
            var instant = DateTimeOffset.FromUnixTimeMilliseconds(ms);
            Assert.True(QueryValue.TryInstant(instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null), out var read));
            Assert.Equal(instant, read);
        }, iter: 10_000);
        Gen.OneOf(Gen.String, Damage.Of(["2026-11-23T23:00:00Z"u8.ToArray()]).Select(Encoding.UTF8.GetString)).Sample(text =>
        {
            if (QueryValue.TryInstant(text, out var instant))
                Assert.InRange(instant, QueryValue.First, QueryValue.End);
            if (QueryValue.TryCount(text, 100, out var count))
                Assert.InRange(count, 1, 100);
        }, iter: 10_000);
    }
}
