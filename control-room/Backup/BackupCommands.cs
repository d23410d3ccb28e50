using System.CommandLine;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Backup;

/// <summary><c>backup</c>, which asks the running control room, and <c>restore</c>, before it is started.</summary>
internal static class BackupCommands
{
    private static readonly Option<string> PassphraseFile = new("--passphrase-file") { Description = "File that holds the passphrase.", Required = true };

    public static Command BackUp()
    {
        var file = new Argument<string>("FILE") { Description = "Where to write it." };
        var command = new Command("backup", "Writes all that the running control room keeps to one file, sealed with a passphrase.")
        {
            file, PassphraseFile, RoomClient.Url,
        };
        command.SetAction((given, stopping) => RoomClient.AskAsync(async http =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/backup")
            {
                Content = JsonContent.Create(new BackupWish(Passphrase.Read(given.GetValue(PassphraseFile)!))),
            };
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stopping);
            await RoomClient.ThrowIfRefusedAsync(answer, stopping);
            // Whole or not at all: what breaks off is never taken for a backup.
            var part = given.GetValue(file) + ".part";
            await using (var written = File.Create(part))
                await answer.Content.CopyToAsync(written, stopping);
            File.Move(part, given.GetValue(file)!, overwrite: true);
            return $"{new FileInfo(given.GetValue(file)!).Length} bytes are in {given.GetValue(file)}.";
        }, given.GetValue(RoomClient.Url)!));
        return command;
    }

    /// <param name="folders">Of the installation that the settings name.</param>
    public static Command Restore(Func<InstalledFolders> folders)
    {
        var file = new Argument<string>("FILE") { Description = "What backup wrote." };
        var command = new Command("restore", "Puts a backup into the empty folders of SOLUTIONS__DATA and SOLUTIONS__KEYS; then start the control room.")
        {
            file, PassphraseFile,
        };
        command.SetAction(async (given, stopping) =>
        {
            try
            {
                var manifest = await BackupReader.RestoreAsync(
                    given.GetValue(file)!, Passphrase.Read(given.GetValue(PassphraseFile)!), folders(), stopping);
                var (data, keys) = (folders().Data, folders().Keys);
                await Console.Out.WriteLineAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                    $"{manifest.Entries.Count} files of {manifest.Made:yyyy-MM-dd HH:mm:ss} UTC (version {manifest.Version}) are in {data} and {keys}."));
                return 0;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return 2;
            }
        });
        return command;
    }
}
