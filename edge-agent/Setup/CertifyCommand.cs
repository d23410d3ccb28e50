using System.CommandLine;
using Solutions.Edge.Acoustics.Conformity;

namespace Solutions.Edge.Agent.Setup;

/// <summary><c>solutions-agent certify</c>: tries the installed meter by the tables of the standards and writes down what came out.</summary>
internal static class CertifyCommand
{
    private static readonly Option<DirectoryInfo> Output = new("--output")
    {
        Description = "Folder for certificate.md and certificate.html",
        DefaultValueFactory = _ => new("."),
    };

    public static Command Create()
    {
        var command = new Command("certify", "Tries the sound level meter by IEC 61672-1 and IEC 61260-1 and writes a certificate") { Output };
        command.SetAction(async (parsed, stopping) =>
        {
            var (folder, output) = (parsed.GetValue(Output)!, parsed.InvocationConfiguration.Output);
            try
            {
                folder.Create();
                var tables = new List<ConformityTable>();
                foreach (var table in ConformityReport.Run())
                {
                    stopping.ThrowIfCancellationRequested();
                    tables.Add(table);
                    await output.WriteLineAsync(Certificate.Line(table));
                }
                var certificate = Certificate.Of(tables, TimeProvider.System.GetUtcNow());
                foreach (var (name, text) in new[] { ("certificate.md", CertificateMarkdown.Write(certificate)),
                    ("certificate.html", CertificateHtml.Write(certificate)) })
                {
                    var path = Path.Combine(folder.FullName, name);
                    await File.WriteAllTextAsync(path, text, stopping);
                    await output.WriteLineAsync(path);
                }
                return certificate.Passes ? 0 : 1;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"--output {folder}: the certificate cannot be written there: {e.Message}");
                return 2;
            }
        });
        return command;
    }
}
