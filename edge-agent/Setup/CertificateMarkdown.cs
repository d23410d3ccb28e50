using System.Globalization;
using System.Text;
using static Solutions.Edge.Agent.Setup.Certificate;

namespace Solutions.Edge.Agent.Setup;

/// <summary>The certificate for a reader of text.</summary>
internal static class CertificateMarkdown
{
    public static string Write(Certificate certificate)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {Title}").AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"**{certificate.Verdict}**").AppendLine()
            .AppendLine(CultureInfo.InvariantCulture,
                $"solutions-agent {certificate.Version} · {certificate.Runtime} · {certificate.At:yyyy-MM-dd HH:mm:ss} UTC").AppendLine();
        List("What this proves", Proves);
        List("What this does not prove", DoesNotProve);
        text.AppendLine("## Summary").AppendLine().AppendLine("| | table | sample rate | rows | worst deviation | at |").AppendLine("|--|--|--|--|--|--|");
        foreach (var table in certificate.Tables)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {(table.Passes ? "pass" : "**FAIL**")} | {table.Title} | "
                    + $"{table.SampleRate} Hz | {table.Rows.Count} | {Signed(table.Worst.Deviation)} | {Where(table, table.Worst)} |");
        foreach (var table in certificate.Tables)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {table.Title}, {table.SampleRate} Hz").AppendLine()
                .AppendLine(CultureInfo.InvariantCulture, $"{table.Source}. {table.Method}").AppendLine()
                .AppendLine("| | case | goal | measured | deviation | lower | upper |").AppendLine("|--|--|--|--|--|--|--|");
            foreach (var row in table.Rows)
                text.AppendLine(CultureInfo.InvariantCulture,
                    $"| {(row.Passes ? "pass" : "**FAIL**")} | {Where(table, row)} | {row.Goal:0.000} | "
                        + $"{row.Measured:0.000} | {Signed(row.Deviation)} | {Signed(row.Lower)} | {Signed(row.Upper)} |");
        }
        return text.ToString();

        void List(string title, IEnumerable<string> sentences)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"## {title}").AppendLine();
            foreach (var sentence in sentences)
                text.AppendLine(CultureInfo.InvariantCulture, $"- {sentence}");
            text.AppendLine();
        }
    }
}
