using System.Net;
using System.Net.Http.Headers;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Uplink.Identity;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>Delivers the sheets of a device to its control room; each is stored there once, however often it is sent.</summary>
internal sealed class SheetUpload(string device, ControlRoomAddress controlRoom, SheetFolder folder) : IDisposable
{
    private readonly HttpClient http = new(controlRoom.NewHandler()) { Timeout = TimeSpan.FromSeconds(10) };

    public void Dispose() => http.Dispose();

    /// <summary>Sends those that wait, the oldest first, until one is not answered.</summary>
    /// <returns>A sentence each, and whether any still waits.</returns>
    public async Task<(IReadOnlyList<string> Words, bool AnyWaits)> SendAsync(CancellationToken stopping)
    {
        List<string> words = [];
        try
        {
            foreach (var path in folder.Waiting())
            {
                var id = Path.GetFileNameWithoutExtension(path);
                var (answer, isFinal) = await SendAsync(path, id, stopping);
                words.Add($"walk test {id}: {answer}");
                if (!isFinal)
                    return (words, true);
                SheetFolder.Answered(path, answer);
            }
            return (words, false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ([.. words, $"walk tests that wait cannot be read or marked: {e.Message}"], true);
        }
    }

    /// <returns>What was answered, and whether it holds for ever: one that is away or does not know this device may yet take it.</returns>
    private async Task<(string Answer, bool IsFinal)> SendAsync(string path, string id, CancellationToken stopping)
    {
        try
        {
            using var content = new ByteArrayContent(await File.ReadAllBytesAsync(path, stopping));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await http.PutAsync(new Uri(controlRoom.Url, DevicePaths.WalkTest(device, id)), content, stopping);
            if (answer.IsSuccessStatusCode)
                return ("stored by the control room", true);
            var sentence = await ControlRoomAnswer.SentenceAsync(answer, stopping);
            return answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge
                ? ($"refused by the control room: {sentence}", true) : ($"not taken, and sent again later: {sentence}", false);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            return ($"the control room is away, it is sent at the next start of the agent or of walk-test: {(e.InnerException ?? e).Message}", false);
        }
    }
}
