using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Solutions.Edge.ControlRoom.Tests.Http;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Usual;

public class UsualApiTests(RunningRoom room)
{
    private const string Address = "/api/v1/sites/street/baseline";

    [Fact]
    public async Task The_week_is_answered_and_what_was_learnt_is_forgotten_only_with_a_reason()
    {
        using var refused = await PostAsync(new { reason = "" });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("reason has 0 characters; it must have 1 to 1000", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        using var done = await PostAsync(new { reason = "the lamp was moved" });
        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        using var answer = await room.SendAsync(new(HttpMethod.Get, Address));
        var week = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(168, week.GetProperty("hours").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, week.GetProperty("hours")[0].GetProperty("inForce").GetProperty("LAeqP95").ValueKind);
        Assert.Equal("the lamp was moved", week.GetProperty("resets")[0].GetProperty("reason").GetString());
        using var unknown = await room.SendAsync(new(HttpMethod.Get, "/api/v1/sites/nowhere/baseline"));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var page = await room.SendAsync(new(HttpMethod.Get, "/sites/street/usual"));
        var shown = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("What is usual at Street", shown, StringComparison.Ordinal);
        Assert.Contains("the lamp was moved", shown, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PostAsync(object body) => room.SendAsync(new(HttpMethod.Post, Address + "/reset") { Content = JsonContent.Create(body) });
}
