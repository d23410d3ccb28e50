using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Parts;

/// <summary>Entries of the case's journal as an agency gets them. Pure.</summary>
internal static class PackJournal
{
    /// <summary>By the kind of an entry what it may give away; null = nothing. What is not known here is as private as the complaint.</summary>
    public static PackField? FieldOf(string kind) => kind switch
    {
        CalibrationKind or PackKind or "stage" or "attribution" => null,
        StatementKind => PackField.Statement,
        "clip-asked" or "clip-destroyed" or "clip-disclosed" => PackField.Clips,
        "home" => PackField.Home,
        _ when kind.StartsWith("tap", StringComparison.Ordinal) || kind.StartsWith("diary", StringComparison.Ordinal)
            || kind.StartsWith("visit", StringComparison.Ordinal) => PackField.Diary,
        _ => PackField.Complaint,
    };

    public const string StatementKind = "statement-facts", CalibrationKind = "calibration", PackKind = "pack-made";

    public static string Words(Redaction variant, CaseEntry entry) => Text(variant, entry, entry.Body.Words);

    public static string Struck(Redaction variant, CaseEntry entry) => Text(variant, entry, entry.Struck?.Why ?? "");

    private static string Text(Redaction variant, CaseEntry entry, string text) => FieldOf(entry.Kind) is { } field ? variant.Text(field, text) : text;
}
