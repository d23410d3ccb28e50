using System.Net;
using System.Text;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Setup;

/// <summary>The real process, as an engineer runs it beside a gate, before a control room that answers once.</summary>
public sealed class VisitCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly HttpListener controlRoom = new();
    private readonly string address = $"http://127.0.0.1:{FreePort.Take(1)[0]}";

    public void Dispose()
    {
        controlRoom.Close();
        folder.Dispose();
    }

    [Fact]
    public async Task A_visit_is_asked_for_by_name_and_its_end_is_shown()
    {
        var asked = AnswerAsync(200, JsonSerializer.Serialize(Visit("Ada"), ContractsJson.Default.VisitAnswer));
        var run = await RunAsync("--name", "Ada", "--minutes", "30");
        Assert.Equal(("PUT /api/v1/devices/d-51f0aa/engineer", """{"name":"Ada","minutes":30}"""), await asked);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches("^Visit of Ada until [0-9]{2}:[0-9]{2} .*: what 'd-51f0aa' reports is a test. To end it: solutions-agent visit end", run.Output);
    }

    [Fact]
    public async Task A_visit_is_ended()
    {
        var asked = AnswerAsync(200, JsonSerializer.Serialize(Visit("Ada"), ContractsJson.Default.VisitAnswer));
        var run = await RunAsync("end");
        Assert.Equal(("DELETE /api/v1/devices/d-51f0aa/engineer", ""), await asked);
        Assert.Equal((0, "The visit of Ada is over: alerts of 'd-51f0aa' ring again.\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task What_the_control_room_refuses_is_shown_in_its_own_words()
    {
        var asked = AnswerAsync(404, """{"detail":"There is no visit to device 'd-51f0aa' now."}""");
        var run = await RunAsync("end");
        await asked;
        Assert.Equal((2, "There is no visit to device 'd-51f0aa' now.\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData(new[] { "--minutes", "5" }, "--name is missing; it must be the engineer's name, 1 to 100 characters")]
    [InlineData(new[] { "--name", "Ada", "--minutes", "481" }, "--minutes is 481; it must be 1 to 480")]
    [InlineData(new[] { "--name", "Ada" }, "does not answer")]
    public async Task A_visit_that_cannot_be_says_why(string[] arguments, string reason)
    {
        var run = await RunAsync(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    private static VisitAnswer Visit(string name) => new("d-51f0aa", name, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1));

    /// <returns>What was asked.</returns>
    private async Task<(string Request, string Body)> AnswerAsync(int status, string json)
    {
        controlRoom.Prefixes.Add(address + "/");
        controlRoom.Start();
        var context = await controlRoom.GetContextAsync();
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        (context.Response.StatusCode, context.Response.ContentType) = (status, "application/json");
        context.Response.Close(Encoding.UTF8.GetBytes(json), willBlock: true);
        return ($"{context.Request.HttpMethod} {context.Request.RawUrl}", body);
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAgentAsync(["visit", .. arguments, "--config",
        AgentFileWriter.Write(folder.Path, "d-51f0aa", $"\"controlRoom\": \"{address}\", \"state\": \"{folder.Path}/state\"")]);
}
