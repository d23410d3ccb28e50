using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;
using Solutions.Edge.ControlRoom.Cases.Packs.Sealed;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Parts;

/// <summary>The tables of a pack: CSV with a heading, lines that end with a line feed, no cell with a line feed within. Pure.</summary>
internal static class PackTables
{
    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Every table that a pack for this agency has, in order. A further one is a line here.</summary>
    public static IEnumerable<PackPart> Of(PackFacts facts, PackFigures figures)
    {
        yield return Table("figures.csv", ["id", "quantity", "figure", "unit", "value", "night", "device", "from"],
            figures.All.Select(f => new[] { f.Id, f.Quantity, f.Name, f.Unit, f.Value, f.Night, f.Device, f.From }));
        yield return PackPart.Of("figures.json", JsonSerializer.Serialize(figures.All, Form) + "\n");
        yield return Table("nights.csv", ["night", "device", "from", "to", "until"], facts.Nights.Select(n => new[]
        {
            n.Place.Night.Date, n.Place.Device, PackWords.Utc(n.Place.Night.From), PackWords.Utc(n.Place.Night.To), PackWords.Utc(n.Figures.Until),
        }));
        foreach (var night in facts.Nights)
        {
            foreach (var part in NightTables.Of(night, facts.For.Has(PackField.Seconds)))
                yield return part;
        }
        foreach (var part in SealedParts.Of(facts))
            yield return part;
        yield return Table("gaps.csv", ["night", "device", "from", "seconds", "reason"], facts.Nights.SelectMany(n => n.Gaps().Select(g => new[]
        {
            n.Place.Night.Date, n.Place.Device, PackWords.Utc(g.From), N(g.Seconds), g.Why,
        })));
        yield return EventTable.Of(facts);
        yield return AssessmentTable.Of(facts);
        yield return AssessmentTable.Uncertainty(facts);
        yield return AssessmentTable.Calibrations(facts);
        yield return Journal(facts);
        yield return Table("alerts.csv", ["night", "device", "since", "code", "priority", "why", "suppressed"],
            facts.Nights.SelectMany(n => n.Alerts.Select(a => new[]
        {
            n.Place.Night.Date, n.Place.Device, PackWords.Utc(DateTimeOffset.FromUnixTimeMilliseconds(a.SinceMs)), a.Code, N(a.Priority), a.Why,
                a.Suppressed ?? "",
        })));
        if (facts.For.Has(PackField.Clips))
            yield return ClipTable.Of(facts);
        yield return Table("unused.csv", ["material", "why it is not in the pack"], PackUnused.Of(facts).Select(u => new[] { u.What, u.Why }));
        if (facts.For.Has(PackField.Audit))
            yield return Table("audit.csv", ["number", "at", "hand", "act", "subject", "detail", "digest"], facts.Audit.Select(a => new[]
            {
                N(a.Number), PackWords.Utc(DateTimeOffset.FromUnixTimeMilliseconds(a.AtMs)), facts.For.Text(PackField.Hands, a.Hand),
                a.Act, a.Subject, a.Detail, a.Digest,
            }));
    }

    internal static PackPart Table(string name, string[] heads, IEnumerable<string[]> rows) => new(name, async (to, stopping) =>
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        await writer.WriteLineAsync(string.Join(',', heads));
        foreach (var row in rows)
            await writer.WriteLineAsync(string.Join(',', row.Select(Cell)).AsMemory(), stopping);
    });

    private static PackPart Journal(PackFacts facts) =>
        Table("journal.csv", ["number", "kind", "at", "entered", "by", "words", "struck", "struck by", "struck why"], facts.Entries.Select(e => new[]
        {
            N(e.Number), e.Kind, PackWords.Utc(e.At), PackWords.Utc(e.Stamped), facts.For.Text(PackField.Hands, e.By), PackJournal.Words(facts.For, e),
            e.Struck is null ? "" : PackWords.Utc(e.Struck.At), facts.For.Text(PackField.Hands, e.Struck?.By ?? ""), PackJournal.Struck(facts.For, e),
        }));

    private static string Cell(string text)
    {
        var flat = text.ReplaceLineEndings(" ");
        // A spreadsheet takes a text that begins so for a formula; a number may begin with a minus.
        if (flat.Length > 0 && (flat[0] is '=' or '@' or '+' || flat[0] == '-' && !double.TryParse(flat, CultureInfo.InvariantCulture, out _)
            && flat.Length > 1))
            flat = "'" + flat;
        return flat.AsSpan().ContainsAny(",\"") ? "\"" + flat.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : flat;
    }

    private static string N(long value) => value.ToString(CultureInfo.InvariantCulture);
}
