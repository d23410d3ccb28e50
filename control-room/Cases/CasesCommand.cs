using System.CommandLine;
using System.Text.Json;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Cases;

/// <summary><c>cases</c>: one JSON object a line.</summary>
internal static class CasesCommand
{
    public static Command Create()
    {
        var cases = new Command("cases", "The cases of noise with what is due in each, one JSON object a line.") { RoomClient.Url };
        cases.SetAction((given, stopping) => RoomClient.AskAsync(async http =>
        {
            using var answer = await http.GetAsync("api/v1/cases", stopping);
            await RoomClient.ThrowIfRefusedAsync(answer, stopping);
            var all = await answer.Content.ReadFromJsonAsync<JsonElement>(stopping);
            return string.Join('\n', all.EnumerateArray().Select(c => c.GetRawText()));
        }, given.GetValue(RoomClient.Url)!));
        return cases;
    }
}
