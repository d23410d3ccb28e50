using System.Net;
using System.Net.Http.Headers;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Uplink.Identity;

namespace Solutions.Edge.Agent.Setup.Sheets;

/// <summary>Delivers the sheets of a device to its control room; each is stored there once, however often it is sent.</summary>
internal sealed class SheetUpload(string device, ControlRoomAddress controlRoom, params ISheets[] kinds) : IDisposable
{
    private readonly HttpClient http = new(controlRoom.NewHandler()) { Timeout = TimeSpan.FromSeconds(10) };

    public void Dispose() => http.Dispose();

    /// <summary>Sends those that wait, the oldest of a kind first, until one is not answered.</summary>
    /// <returns>A sentence each, and whether any still waits.</returns>
    public async Task<(IReadOnlyList<string> Words, bool AnyWaits)> SendAsync(CancellationToken stopping)
    {
        List<string> words = [];
        foreach (var kind in kinds)
        {
            try
            {
                foreach (var sheet in kind.Waiting())
                {
                    var (answer, isFinal) = await SendAsync(kind, sheet, stopping);
                    words.Add($"{kind.Kind} {sheet.Id}: {answer}");
                    if (!isFinal)
                        return (words, true);
                    kind.Answered(sheet.Id, answer);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return ([.. words, $"{kind.Kind}s that wait cannot be read or marked: {e.Message}"], true);
            }
        }
        return (words, false);
    }

    /// <returns>What was answered, and whether it holds for ever: one that is away or does not know this device may yet take it.</returns>
    private async Task<(string Answer, bool IsFinal)> SendAsync(ISheets kind, WaitingSheet sheet, CancellationToken stopping)
    {
        try
        {
            using var content = new ByteArrayContent(sheet.Read());
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await http.PutAsync(new Uri(controlRoom.Url, kind.AddressOf(device, sheet.Id)), content, stopping);
            if (answer.IsSuccessStatusCode)
                return ("stored by the control room", true);
            var sentence = await ControlRoomAnswer.SentenceAsync(answer, stopping);
            return answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge
                ? ($"refused by the control room: {sentence}", true) : ($"not taken, and sent again later: {sentence}", false);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            return ($"the control room is away, it is sent at the next start of the agent or of {kind.Command}: {(e.InnerException ?? e).Message}", false);
        }
    }
}
