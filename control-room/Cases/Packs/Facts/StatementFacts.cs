using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Files;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Facts;

/// <summary>What an officer gives for a statement under section 9 of the Criminal Justice Act 1967.</summary>
/// <param name="Name">The witness's.</param>
/// <param name="Initials">Exhibits are marked with them.</param>
/// <param name="Occupation">The witness's.</param>
/// <param name="IsAdult">Null = not stated.</param>
/// <param name="Age">Of a witness under 18.</param>
/// <param name="Reads">Whether the witness can read the statement; null = not stated.</param>
/// <param name="ReadBy">By whom it was read out to a witness that cannot, with a signed declaration.</param>
/// <param name="Declares">Whether the witness makes the declaration of truth.</param>
internal sealed record StatementFacts(
    string Name, string Initials, string Occupation, bool? IsAdult, int? Age, bool? Reads, string ReadBy, bool Declares) : EntryBody
{
    public override string Words => $"For the statement: {Name} ({Initials}), {Occupation}";
}

/// <summary>A statement under section 9, as a draft to be signed; none is written while something that it must hold is missing. Pure.</summary>
internal static class StatementDraft
{
    /// <summary>The rules as this version knows them.</summary>
    public const string Rules = "Criminal Justice Act 1967 s. 9 and Criminal Procedure Rules r. 16.2, as known to this version in November 2026";

    /// <summary>What rule 16.2 asks for and is not there, by name; empty = the statement can be drafted.</summary>
    public static IReadOnlyList<string> Missing(StatementFacts? facts)
    {
        var missing = new List<string>();
        Need(facts?.Name.Trim().Length > 0, "the witness's name (16.2(a)(i))");
        Need(facts?.IsAdult is true || facts is { IsAdult: false, Age: > 0 and < 18 }, "whether the witness is over 18, or the age if under (16.2(a)(ii))");
        Need(facts?.Declares is true, "the declaration that it is true, and that a false one is an offence (16.2(b))");
        Need(facts?.Reads is true || facts is { Reads: false, ReadBy.Length: > 0 },
            "whether the witness can read it, or the declaration of the person that read it out (16.2(c))");
        Need(facts?.Initials.Trim().Length > 0, "the initials that mark the exhibits (16.3)");
        return missing;

        void Need(bool isThere, string what)
        {
            if (!isThere)
                missing.Add(what);
        }
    }

    /// <param name="facts">What the officer gave.</param>
    /// <param name="exhibits">What is exhibited: its mark and what it is.</param>
    /// <param name="said">What the statement says, a paragraph each.</param>
    /// <exception cref="InvalidOperationException">Something is missing; the message names it.</exception>
    public static IReadOnlyList<string> Write(StatementFacts? facts, IEnumerable<(string Mark, string What)> exhibits, IEnumerable<string> said)
    {
        if (Missing(facts) is { Count: > 0 } missing)
            throw new InvalidOperationException($"The statement cannot be drafted: {string.Join("; ", missing)}.");
        var age = facts!.IsAdult is true ? "over 18" : string.Create(CultureInfo.InvariantCulture, $"{facts.Age}");
        return
        [
            "DRAFT. Witness statement (Criminal Procedure Rules r. 16.2; Criminal Justice Act 1967 s. 9)",
            $"Statement of: {facts.Name}",
            $"Age: {age}. Occupation: {facts.Occupation}",
            "This statement is true to the best of my knowledge and belief and I make it knowing that, if it is tendered in evidence, I shall be liable to "
                + "prosecution if I have wilfully stated in it anything which I know to be false, or do not believe to be true.",
            .. said,
            .. exhibits.Select(e => $"I produce {e.What} as exhibit {e.Mark}."),
            .. facts.Reads is false ? [$"{facts.ReadBy} read this statement to the witness before it was signed. Signed: ____________________ ({facts.ReadBy})"]
                : Array.Empty<string>(),
            "Signed: ____________________   Date: ____________________",
        ];
    }
}
