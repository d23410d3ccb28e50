using System.CommandLine;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Cases.Packs;

/// <summary><c>pack CASE --output FILE.zip</c>, which asks the running control room.</summary>
internal static class PackCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("CASE") { Description = "The case's id." };
        var output = new Option<string>("--output") { Description = "Where to write it.", Required = true };
        var nights = new Option<int>("--nights") { Description = "How many nights.", DefaultValueFactory = _ => PackWish.Usual };
        var last = new Option<string>("--last") { Description = "Evening of the last of them, such as 2026-11-23; otherwise the last that is over." };
        var agency = new Option<string>("--for")
        {
            Description = "full, or what an agency gets: police, licensing or housing.",
            DefaultValueFactory = _ => "full",
        };
        var clips = new Option<string[]>("--clip")
        {
            Description = "A sound clip whose sound is to be in it, as ID:reason; the reason goes into journal and audit. May be repeated.",
            DefaultValueFactory = _ => [],
        };
        var command = new Command("pack", "Has the running control room make the exhibit pack of a case, and writes it to a file.")
        {
            file, output, nights, last, agency, clips, RoomClient.Url,
        };
        command.SetAction((given, stopping) => RoomClient.AskAsync(async http =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/cases/{Uri.EscapeDataString(given.GetValue(file)!)}/packs")
            {
                Content = JsonContent.Create(new PackWish(given.GetValue(nights), given.GetValue(last), given.GetValue(agency)!,
                    [.. given.GetValue(clips)!.Select(Clip)])),
            };
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stopping);
            await RoomClient.ThrowIfRefusedAsync(answer, stopping);
            // Whole or not at all: what breaks off is never taken for a pack.
            var (to, part) = (given.GetValue(output)!, given.GetValue(output)! + ".part");
            await using (var written = File.Create(part))
                await answer.Content.CopyToAsync(written, stopping);
            File.Move(part, to, overwrite: true);
            return $"{new FileInfo(to).Length} bytes are in {to}; look at them with: solutions-control-room verify {to}";
        }, given.GetValue(RoomClient.Url)!));
        return command;
    }

    /// <summary>What has no reason goes as it is: the control room says what is wrong with it.</summary>
    private static WishedClip Clip(string given) => given.Split(':', 2) is [var id, var reason] ? new(id.Trim(), reason.Trim()) : new(given, "");
}
