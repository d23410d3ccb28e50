using System.Globalization;
using System.Net;
using System.Text;
using Solutions.Edge.Acoustics.Conformity;
using static Solutions.Edge.Agent.Setup.Certificate;

namespace Solutions.Edge.Agent.Setup;

/// <summary>The certificate as one page that needs nothing else, on a screen or on paper.</summary>
internal static class CertificateHtml
{
    private const string Style = """
        :root { color-scheme: light dark; --line: #8884; --pass: #1a7f37; --fail: #cf222e; }
        @media (prefers-color-scheme: dark) { :root { --pass: #3fb950; --fail: #ff7b72; } }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { margin-bottom: .25rem; } h2 { margin-top: 2.5rem; }
        .verdict { font-size: 1.25rem; font-weight: 600; } .pass { color: var(--pass); } .fail { color: var(--fail); font-weight: 700; }
        .wide { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: .15rem .75rem .15rem 0; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; } .name { text-align: left; }
        figure { margin: 1rem 0; } figcaption { font-size: .875rem; opacity: .8; } svg { width: 100%; height: auto; font-size: 12px; }
        svg text { fill: currentColor; } svg .grid { stroke: currentColor; opacity: .15; }
        svg .limit { stroke: var(--fail); fill: none; stroke-dasharray: 4 3; }
        svg .curve { fill: none; stroke-width: 1.5; } summary { cursor: pointer; } footer { margin: 3rem 0; font-size: .875rem; opacity: .8; }
        @media print { details { display: block; } }
        """;

    public static string Write(Certificate certificate)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Title}</title><style>{Style}</style></head><body>
            <h1>{Title}</h1>
            <p class="verdict {State(certificate.Passes)}">{certificate.Verdict}</p>
            <p>solutions-agent {Text(certificate.Version)} · {Text(certificate.Runtime)} · {certificate.At:yyyy-MM-dd HH:mm:ss} UTC</p>

            """);
        List("What this proves", Proves);
        List("What this does not prove", DoesNotProve);
        page.AppendLine("<h2>Summary</h2><div class=\"wide\"><table><tr><th class=\"name\">table</th><th>sample rate</th>"
            + "<th>rows</th><th>worst deviation</th><th class=\"name\">at</th><th></th></tr>");
        foreach (var table in certificate.Tables)
            page.AppendLine(CultureInfo.InvariantCulture,
                $"<tr><td class=\"name\"><a href=\"#{Anchor(table)}\">{Text(table.Title)}</a></td><td>{table.SampleRate} Hz</td>"
                    + $"<td>{table.Rows.Count}</td><td>{Signed(table.Worst.Deviation)}</td><td class=\"name\">{Text(Where(table, table.Worst))}</td>"
                    + $"<td class=\"{State(table.Passes)}\">{State(table.Passes)}</td></tr>");
        page.AppendLine("</table></div>");
        foreach (var table in certificate.Tables)
            Append(page, table);
        return page.AppendLine("<footer>Deviations are measured less goal, in dB unless a table says otherwise; "
            + "dashed lines are the class 1 limits.</footer></body></html>").ToString();

        void List(string title, IEnumerable<string> sentences) =>
            page.AppendLine(CultureInfo.InvariantCulture, $"<h2>{title}</h2><ul>{string.Concat(sentences.Select(s => $"<li>{Text(s)}</li>"))}</ul>");
    }

    private static void Append(StringBuilder page, ConformityTable table)
    {
        page.AppendLine(CultureInfo.InvariantCulture,
            $"<h2 id=\"{Anchor(table)}\">{Text(table.Title)}, {table.SampleRate} Hz</h2><p>{Text(table.Source)}. {Text(table.Method)}</p>");
        foreach (var (svg, caption) in CertificatePlots.Of(table))
            page.AppendLine(CultureInfo.InvariantCulture, $"<figure>{svg}<figcaption>{Text(caption)}</figcaption></figure>");
        page.AppendLine(CultureInfo.InvariantCulture, $"<details><summary>{table.Rows.Count} rows</summary><div class=\"wide\"><table>")
            .AppendLine("<tr><th class=\"name\">case</th><th>goal</th><th>measured</th><th>deviation</th><th>lower</th><th>upper</th><th></th></tr>");
        foreach (var row in table.Rows)
            page.AppendLine(CultureInfo.InvariantCulture,
                $"<tr><td class=\"name\">{Text(Where(table, row))}</td><td>{row.Goal:0.000}</td><td>{row.Measured:0.000}</td>"
                    + $"<td>{Signed(row.Deviation)}</td><td>{Signed(row.Lower)}</td><td>{Signed(row.Upper)}</td>"
                    + $"<td class=\"{State(row.Passes)}\">{State(row.Passes)}</td></tr>");
        page.AppendLine("</table></div></details>");
    }

    private static string Anchor(ConformityTable table) => $"{string.Concat(table.Title.Where(char.IsLetterOrDigit))}-{table.SampleRate}";

    private static string State(bool passes) => passes ? "pass" : "fail";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
