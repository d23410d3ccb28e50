using Solutions.Edge.Acoustics.Conformity;
using Solutions.Edge.Agent.Setup;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Setup;

public class CertifyTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_installed_software_certifies_itself_and_says_what_that_proves()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.OfAgentAsync("certify", "--output", folder.Path);
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("FAIL", run.Output, StringComparison.Ordinal);
        var (markdown, html) = (await File.ReadAllTextAsync(Path.Combine(folder.Path, "certificate.md")),
            await File.ReadAllTextAsync(Path.Combine(folder.Path, "certificate.html")));
        foreach (var text in new[] { markdown, html })
        {
            Assert.Contains("DSP conforms to class 1 limits", text, StringComparison.Ordinal);
            Assert.Contains("What this does not prove", text, StringComparison.Ordinal);
            Assert.Contains("solutions-agent 0.", text, StringComparison.Ordinal);
            foreach (var table in new[] { "Table 3", "Table 4", "Table 5", "IEC 61260-1:2014", "Level linearity",
                "Decay", "Block-size invariance", "A day from its minutes", "Beyond class 1" })
                Assert.Contains(table, text, StringComparison.Ordinal);
        }
        Assert.Contains("<svg", html, StringComparison.Ordinal);
    }

    [Fact]
    public void One_row_out_of_bounds_fails_the_whole_and_stands_out()
    {
        var table = new ConformityTable("Decay", "IEC", 48_000, "How.", "ms", [new("F", 1, 0, 0, -1, 1), new("F & S", 2, 0, 1.5, -1, 1)]);
        Assert.Equal("FAIL  48000 Hz  Decay: 2 rows, worst deviation +1.500 (F & S, 2 ms)", Certificate.Line(table));
        var certificate = Certificate.Of([table], At);
        Assert.False(certificate.Passes);
        Assert.Contains("does NOT conform", CertificateMarkdown.Write(certificate), StringComparison.Ordinal);
        Assert.Contains("| **FAIL** | F & S, 2 ms | 0.000 | 1.500 | +1.500 | −1.000 | +1.000 |",
            CertificateMarkdown.Write(certificate), StringComparison.Ordinal);
        Assert.Contains("F &amp; S, 2 ms", CertificateHtml.Write(certificate), StringComparison.Ordinal);
        Assert.Contains("2026-11-24 09:30:00 UTC", CertificateHtml.Write(certificate), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "taken");
        await File.WriteAllTextAsync(file, "");
        var run = await CommandRun.OfAgentAsync("certify", "--output", file);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(file, run.Error, StringComparison.Ordinal);
    }
}
