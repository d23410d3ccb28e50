using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary><c>person export|erase</c>: what the law gives a person a right to.</summary>
internal static class PersonCommands
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Person() => new("person", "What is kept of a person with an account.") { Export(), Erase() };

    private static Command Export()
    {
        var person = new Argument<string>("PERSON") { Description = "The person's number, or sign-in name." };
        var file = new Argument<string>("FILE") { Description = "Where to write it, as JSON." };
        var export = new Command("export", "Writes all that is kept of a person; secrets are named and not shown.") { person, file, RoomClient.Url };
        export.SetAction((given, stopping) => RoomClient.AskAsync(async http =>
        {
            using var answer = await http.GetAsync($"api/v1/people/export?person={Uri.EscapeDataString(given.GetValue(person)!)}", stopping);
            await RoomClient.ThrowIfRefusedAsync(answer, stopping);
            var kept = await answer.Content.ReadFromJsonAsync<JsonElement>(stopping);
            var writing = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                writing.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var written = new FileStream(given.GetValue(file)!, writing))
                await JsonSerializer.SerializeAsync(written, kept, Readable, stopping);
            return FormattableString.Invariant($"What is kept of person {kept.GetProperty("number").GetInt64()} is in {given.GetValue(file)}.");
        }, given.GetValue(RoomClient.Url)!));
        return export;
    }

    private static Command Erase()
    {
        var number = new Argument<long>("NUMBER") { Description = "The person's number." };
        var sure = new Option<bool>("--yes") { Description = "It is meant: it cannot be taken back." };
        var erase = new Command("erase", "Erases a person's name, sign-in, sessions and tokens; what the person did stays, by number.")
        {
            number, sure, RoomClient.Url,
        };
        erase.SetAction((given, stopping) => RoomClient.AskAsync(async http =>
        {
            var person = given.GetValue(number);
            if (!given.GetValue(sure))
                throw new IOException(FormattableString.Invariant(
                    $"Nothing is erased. Name, sign-in, sessions and tokens of person {person} would be gone for good: give --yes if that is meant."));
            using var answer = await http.DeleteAsync(FormattableString.Invariant($"api/v1/people/{person}"), stopping);
            await RoomClient.ThrowIfRefusedAsync(answer, stopping);
            return FormattableString.Invariant(
                $"Person {person} is erased. Audit and journal keep the number; backups made before keep the rest until they are deleted.");
        }, given.GetValue(RoomClient.Url)!));
        return erase;
    }
}
