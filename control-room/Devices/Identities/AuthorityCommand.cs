using System.CommandLine;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Devices.Identities;

/// <summary><c>authority show|next|retire</c>: a new root of the device authority in the place of the old one.</summary>
internal static class AuthorityCommand
{
    public static Command Create() => new("authority", "What vouches for devices.")
    {
        Act("show", "Shows the roots, and how many devices hold a certificate of each.", (_, _) => Task.CompletedTask),
        Act("next", "Makes a new root beside the present one; devices follow by themselves.", (http, stopping) => PostAsync(http, "next", stopping)), Retire(),
    };

    private static Command Retire()
    {
        var force = new Option<bool>("--force") { Description = "Also while devices hold a certificate of the old root: they have to enrol anew." };
        var retire = new Command("retire", "Believes the old root no more; refused while devices hold a certificate of it.") { force, RoomClient.Url };
        retire.SetAction((given, stopping) => RoomClient.AskAsync(async http =>
        {
            await PostAsync(http, given.GetValue(force) ? "retire?force=true" : "retire", stopping);
            return await ShowAsync(http, stopping);
        }, given.GetValue(RoomClient.Url)!));
        return retire;
    }

    private static Command Act(string name, string description, Func<HttpClient, CancellationToken, Task> act)
    {
        var command = new Command(name, description) { RoomClient.Url };
        command.SetAction((given, stopping) => RoomClient.AskAsync(async http =>
        {
            await act(http, stopping);
            return await ShowAsync(http, stopping);
        }, given.GetValue(RoomClient.Url)!));
        return command;
    }

    private static async Task PostAsync(HttpClient http, string what, CancellationToken stopping)
    {
        using var answer = await http.PostAsync($"api/v1/authorities/{what}", null, stopping);
        await RoomClient.ThrowIfRefusedAsync(answer, stopping);
    }

    private static async Task<string> ShowAsync(HttpClient http, CancellationToken stopping)
    {
        using var answer = await http.GetAsync("api/v1/authorities/roots", stopping);
        await RoomClient.ThrowIfRefusedAsync(answer, stopping);
        var roots = (await answer.Content.ReadFromJsonAsync<IReadOnlyList<RootView>>(stopping))!;
        return string.Join('\n', roots.Select(root => FormattableString.Invariant(
            $"{(root.Issues ? "issues" : "old   ")} {root.Name}, until {root.Ends:yyyy-MM-dd}, SHA-256 {root.Sha256}: {root.Devices} devices")));
    }
}
