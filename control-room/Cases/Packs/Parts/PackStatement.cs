using Solutions.Edge.ControlRoom.Cases.Packs.Facts;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Parts;

/// <summary>The draft of the statement for this pack.</summary>
internal static class PackStatement
{
    /// <exception cref="InvalidOperationException">Something that rule 16.2 asks for is missing; the message names it.</exception>
    public static string Text(PackFacts facts, PackFigures figures)
    {
        var doubts = PackDoubts.Of(facts, figures);
        var said = MagistratePage.Write(facts, figures, doubts)
            .Append("What may undermine this evidence, as far as I am aware: " + string.Join(" ", doubts.Where(d => d.IsAmber).Select(d => d.Sentence)));
        return string.Join("\n\n", StatementDraft.Write(facts.Statement, PackExhibits.Of(facts), said)) + "\n";
    }
}
