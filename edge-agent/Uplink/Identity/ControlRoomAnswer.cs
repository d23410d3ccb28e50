using System.Text.Json;

namespace Solutions.Edge.Agent.Uplink.Identity;

/// <summary>Why the control room refuses, in its own words.</summary>
internal static class ControlRoomAnswer
{
    private const int MostShown = 400;

    public static async Task<string> SentenceAsync(HttpResponseMessage answer, CancellationToken stopping)
    {
        try
        {
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(stopping));
            if (problem.RootElement.TryGetProperty("detail", out var detail) && detail.GetString() is { } text)
                return text.Length <= MostShown ? text : text[..MostShown];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // It is not the control room's, or no object.
        }
        return $"it answers {(int)answer.StatusCode}";
    }
}
