using Solutions.Edge.ControlRoom.Cases.Assessments;
using Solutions.Edge.ControlRoom.Cases.Events;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;
using Solutions.Edge.ControlRoom.Cases.Packs.Parts;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Pdf;

/// <summary>The document of a pack. Every figure in it is one of <see cref="PackFigures"/>, with its id in brackets.</summary>
internal sealed class PackDocument : IDisposable
{
    /// <summary>A file's name in the pack.</summary>
    public const string FileName = "pack.pdf";

    private readonly PackFacts facts;
    private readonly PackFigures figures;
    private readonly IReadOnlyList<PackDoubt> doubts;
    private readonly PdfSheets sheets;

    private PackDocument(PackFacts facts, PackFigures figures)
    {
        (this.facts, this.figures, doubts) = (facts, figures, PackDoubts.Of(facts, figures));
        sheets = new($"Noise evidence, case {facts.File.Name}", $"Case {facts.File.Name}   {facts.For.Name}   made {PackWords.Utc(facts.Made)}", facts.Made);
    }

    /// <exception cref="IOException">The typeface is not installed.</exception>
    public static byte[] Write(PackFacts facts, PackFigures figures)
    {
        using var document = new PackDocument(facts, figures);
        document.Write();
        return document.sheets.Save();
    }

    public void Dispose() => sheets.Dispose();

    private void Write()
    {
        sheets.Heading(1, MagistratePage.Title);
        foreach (var paragraph in MagistratePage.Write(facts, figures, doubts))
            sheets.Paragraph(paragraph, 12);
        sheets.NewPage();
        Doubts();
        Statement();
        Exhibits();
        Proofs();
        Nights();
        Events();
        Journal();
        Assessments();
        Contradictions();
        Gaps();
        Unused();
        Method();
    }

    private void Doubts()
    {
        sheets.Heading(2, "What may undermine this evidence");
        sheets.Paragraph("Criminal Procedure Rules r. 19.3(3)(d), as known to this version in November 2026.");
        sheets.List(doubts.Where(d => d.IsAmber).Select(d => $"{Capital(d.Topic)}: {d.Sentence}"));
        sheets.Heading(3, "What bears it out");
        if (doubts.All(d => d.IsAmber))
            sheets.Paragraph("No point of the checklist is free of doubt.");
        sheets.List(doubts.Where(d => !d.IsAmber).Select(d => $"{Capital(d.Topic)}: {d.Sentence}"));
    }

    private void Statement()
    {
        sheets.Heading(2, "Statement");
        if (!facts.For.Has(PackField.Statement))
            sheets.Paragraph($"Left out {facts.For.Name}.");
        else if (StatementDraft.Missing(facts.Statement) is { Count: > 0 } missing)
        {
            sheets.Paragraph($"No statement is drafted. Under {StatementDraft.Rules} it lacks:");
            sheets.List(missing);
        }
        else
            sheets.Paragraph($"A draft is in statement.txt, under {StatementDraft.Rules}.");
    }

    private void Exhibits()
    {
        sheets.Heading(2, "Exhibits");
        sheets.Table([0.2, 0.8], ["Mark", "What"], PackExhibits.Of(facts).Select(e => new[] { e.Mark, e.What }));
        sheets.Paragraph("No enhancement was applied: no sound was filtered, amplified or cleaned, and no level was changed or filled in.");
    }

    private void Proofs()
    {
        sheets.Heading(2, "Calibration before and after");
        var checks = facts.Calibrations.ToList();
        if (checks.Count == 0)
            sheets.Paragraph("No check by a calibrator was delivered by the devices or is noted in this case.");
        else
            sheets.Table([0.24, 0.12, 0.1, 0.1, 0.1, 0.34], ["At", "Microphone", "Stated dB", "Read dB", "Off dB", "Calibrator"], checks.Select(c => new[]
            {
                PackWords.Utc(c.At), c.Device, D(c.StatedDb), D(c.ReadDb), D(c.OffDb), $"{c.Calibrator} ({c.From})",
            }));
        sheets.List(facts.Nights.Select(n => $"{PackWords.Day(n.Place.Night.Evening)}, {n.Place.Device}: {facts.Assessed(n).Microphone.Checks.Summary}"));
        sheets.Heading(2, "Clock and weather");
        sheets.Paragraph("The clock's error is what the device's heartbeats state of it; tq in the tables says of each second whether the clock was set "
            + "(synced), "
            + "ran on by itself (holdover) or was not set (unset). Wind and rain are of the gauges of the same place, if it has any.");
        sheets.Table([0.18, 0.17, 0.18, 0.15, 0.15, 0.17], ["Night", "Microphone", "Clock error", "Wind", "Rain", "Minutes sealed"],
            facts.Nights.Select(n => new[]
        {
            n.Place.Night.Date, n.Place.Device, F("clock error", n), F("wind", n), F("rain", n), F("seals", n),
        }));
        sheets.Paragraph("The device signs each minute of its rows as it measures them; its seals and keys, and the anchors that hold the seals, are in the "
            + "pack. solutions-control-room verify holds every second and minute in the tables against them, without the control room. Heartbeats, sounds and "
            + "weather are held against their seals at the control room (seals verify).");
    }

    private void Nights()
    {
        sheets.Heading(2, "Nights");
        sheets.Paragraph($"{figures.Find("nights").Shown} nights, {figures.Find("capture").Shown} of their hours measured. LAeq from "
            + $"{figures.Find("LAeq min").Shown} "
            + $"to {figures.Find("LAeq max").Shown}, LA90 from {figures.Find("LA90 min").Shown} to {figures.Find("LA90 max").Shown}. Indicative.");
        var taps = facts.OfKind(PackWords.Taps).Select(t => t.At).ToList();
        foreach (var night in facts.Nights)
        {
            sheets.Heading(3, $"{PackWords.Day(night.Place.Night.Evening)}, {facts.For.Text(PackField.Home, night.Place.Name)}"
                + (night.IsSeeded ? " (made for a demonstration)" : ""), with: 240);
            sheets.Picture(NightChart.Alternative(night, figures), 150, (on, place) => NightChart.Draw(on, place, night, taps, facts.Zone));
            sheets.Table([0.25, 0.25, 0.25, 0.25], ["LAeq", "LA90", "LAFmax", "Seconds measured"],
                [[F("LAeq", night), F("LA90", night), F("LAFmax", night), F("seconds", night)]]);
            sheets.Table([0.25, 0.25, 0.25, 0.25], ["Greatest LAeq,15min", "Least LA90,15min", "Seconds in overload", "Seconds under range"],
                [[F("LAeq,15min max", night), F("LA90,15min min", night), F("overload", night), F("under-range", night)]]);
            sheets.Paragraph($"Events: {F("events", night)}, with LAFmax of 45 dB or more: {F("loud events", night)}.");
            foreach (var alert in night.Alerts)
                sheets.Paragraph($"Alert {alert.Code}, {PackWords.Local(DateTimeOffset.FromUnixTimeMilliseconds(alert.SinceMs), facts.Zone)}: {alert.Why}", 8);
        }
    }

    private void Events()
    {
        sheets.Heading(2, "Events");
        sheets.Paragraph($"{figures.Find("events").Shown} events, {figures.Find("alleged").Shown} attributed to the alleged source, of "
            + $"{figures.Find("not established").Shown} the source is not established, which are in no headline figure. {facts.Tally.Agreement.Words}.");
        sheets.Paragraph(EventWords.Method(EventParameters.Default));
        sheets.Table([0.06, 0.2, 0.1, 0.09, 0.11, 0.09, 0.18, 0.17], ["Id", "From (UTC)", "Length", "LAeq dB", "LAFmax dB", "Over dB", "Kind, doubts",
            "Source"],
            EventTable.Rows(facts).Select(r => new[]
            {
                r.Id, PackWords.Utc(r.Event.From)[..19], r.Event.Length, r.Event.LAeq.ToString(), r.Event.LAFmax?.ToString() ?? "", r.Event.Over.ToString(),
                string.Join(", ", new[] { EventWords.Kind(r.Event), EventWords.Doubt(r.Event) }.Where(t => t.Length > 0)), facts.Established(r.Event),
            }));
    }

    private void Assessments()
    {
        sheets.Heading(2, "Assessments");
        sheets.Paragraph("Each by its text in the version named; inputs, working and clauses are in assessments.csv. None states whether there is a nuisance.");
        sheets.Table([0.12, 0.24, 0.64], ["Night", "Text", "Result, or why it does not apply"],
            facts.Nights.SelectMany(n => NightAssessments.Of(facts.Assessed(n))
            .Select(a => new[] { n.Place.Night.Date, $"{a.Name} ({a.Text.Title})", a.NotApplicable ?? a.Result ?? "" })));
    }

    private void Journal()
    {
        sheets.Heading(2, "The case: diary, visits, acts");
        sheets.Paragraph($"Reports of the resident (taps): {figures.Find("taps").Shown}. Corrections stay, struck.");
        sheets.Table([0.06, 0.17, 0.21, 0.14, 0.42], ["No.", "Kind", "At", "By", "Words"], facts.Entries.Select(e => new[]
        {
            e.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), e.Kind, PackWords.Local(e.At, facts.Zone),
                facts.For.Text(PackField.Hands, e.By),
            PackJournal.Words(facts.For, e) + (e.Struck is null ? "" : $" (struck {PackWords.Utc(e.Struck.At)}: {PackJournal.Struck(facts.For, e)})"),
        }));
    }

    private void Contradictions()
    {
        sheets.Heading(2, "Contradicting evidence");
        var found = PackContradictions.Of(facts);
        if (found.Count == 0)
            sheets.Paragraph("None was found: quiet nights, taps without a level and events of another source were looked for.");
        else
            sheets.List(found);
    }

    private void Gaps()
    {
        sheets.Heading(2, "Gaps");
        sheets.Table([0.2, 0.2, 0.3, 0.3], ["Night", "Microphone", "Stretches without a level", "The longest"], facts.Nights.Select(n => new[]
        {
            n.Place.Night.Date, n.Place.Device, F("gaps", n), F("longest gap", n),
        }));
        sheets.Paragraph("Each with its reason is in gaps.csv. None is filled in.");
    }

    private void Unused()
    {
        sheets.Heading(2, "Unused material");
        sheets.Paragraph("Criminal Procedure and Investigations Act 1996.");
        sheets.Table([0.4, 0.6], ["Material", "Why it is not in the pack"], PackUnused.Of(facts).Select(u => new[] { u.What, u.Why }));
    }

    private void Method()
    {
        sheets.Heading(2, "Method and uncertainty");
        foreach (var paragraph in PackMethod.Paragraphs)
            sheets.Paragraph(paragraph);
        sheets.Paragraph($"Expanded uncertainty of a measured level: {figures.Find("uncertainty").Shown}, k = 2, of the night of which it is the greatest.");
        if (facts.Uncertainty is { } budget)
            sheets.Table([0.25, 0.15, 0.6], ["Cause", "Half-width", "Basis"], budget.Parts.Select(p => new[] { p.Cause, $"{D(p.HalfWidthDb)} dB", p.Basis }));
        sheets.Heading(2, "How to verify this pack");
        sheets.Paragraph($"VERIFY.txt says how, with our command or without. It is signed by the key {facts.Fingerprint}.");
    }

    private string F(string quantity, PackNight night) => figures.Find(quantity, night).Shown;

    private static string D(double value) => value.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
