using System.Net;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests;

public class StandByTests
{
    [Fact]
    public async Task A_control_room_that_stands_by_shows_the_certificate_of_the_one_that_works_and_the_same_headers()
    {
        using var folder = new TemporaryFolder();
        var ports = FreePort.Take(2);
        var options = new ControlRoomOptions
        {
            Urls = $"https://127.0.0.1:{ports[0]}",
            Hosts = "room.example",
            Data = Path.Combine(folder.Path, "second"),
            Keys = Path.Combine(folder.Path, "keys"),
            // Nothing is there: it waits.
            Database = $"Host=127.0.0.1;Port={ports[1]};Database=solutions;Username=solutions;Password=secret",
        };
        var root = ServerCertificate.Open(options, TimeProvider.System).Root!;
        using var stopping = new CancellationTokenSource();
        var standing = StandBy.UntilItLeadsAsync(options, TimeProvider.System, stopping.Token);
        using var visitor = new Visitor($"https://room.example:{ports[0]}", IPAddress.Loopback, root);
        await Eventually.IsTrueAsync("an answer that it stands by", async () =>
        {
            try
            {
                using var answer = await visitor.GetAsync("/sign-in");
                return answer.StatusCode == HttpStatusCode.ServiceUnavailable
                    && answer.Headers.Contains("Strict-Transport-Security") && answer.Headers.Contains("Content-Security-Policy");
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
            {
                return false;
            }
        });
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => standing);
    }
}
