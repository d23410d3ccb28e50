using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Events;

namespace Solutions.Edge.ControlRoom.Cases.Review;

/// <summary>
/// Events counted by what is established of their source. The headline is the alleged source's alone: what no officer has attributed, what awaits
/// a second one, and what two differ on stands in none of it. Pure.
/// </summary>
/// <param name="Events">All events.</param>
/// <param name="Alleged">Attributed to the alleged source: the headline.</param>
/// <param name="AllegedLoud">Of those, with LAFmax of 45 dB or more.</param>
/// <param name="AllegedByLevelOnly">Of those, perceived by level alone.</param>
/// <param name="Other">Attributed to another source.</param>
/// <param name="CannotSay">The officer cannot say.</param>
/// <param name="NotAudible">Nothing is audible.</param>
/// <param name="Open">No officer has attributed them.</param>
/// <param name="AwaitSecond">A second officer is to review them.</param>
/// <param name="Disputed">Two officers differ.</param>
/// <param name="Agreement">Of the two officers.</param>
internal sealed record EventTally(int Events, int Alleged, int AllegedLoud, int AllegedByLevelOnly, int Other, int CannotSay, int NotAudible, int Open,
    int AwaitSecond, int Disputed, Kappa Agreement)
{
    /// <summary>Whose source is not established.</summary>
    public int NotEstablished => Open + AwaitSecond + Disputed;

    public static EventTally Of(IReadOnlyCollection<NoiseEvent> events, IReadOnlyDictionary<EventKey, EventAnswers> answers)
    {
        var all = events.Select(e => (Event: e, Answers: answers.GetValueOrDefault(new(e.Device, e.Start), EventAnswers.None))).ToList();
        var alleged = all.Where(e => e.Answers.Finding == SourceFinding.Alleged).ToList();
        return new(all.Count, alleged.Count, alleged.Count(e => e.Event.LAFmax?.Db >= NightEvents.LoudDb),
            alleged.Count(e => e.Answers.Answers[0].Body.Perceived == Perceived.LevelOnly), Found(SourceFinding.Other), Found(SourceFinding.CannotSay),
            Found(SourceFinding.NotAudible), Are(Standing.Open), Are(Standing.AwaitsSecond), Are(Standing.Disputed),
            Kappa.Of(all.Select(e => e.Answers.Unseen).OfType<(SourceFinding First, SourceFinding Second)>()));

        int Found(SourceFinding finding) => all.Count(e => e.Answers.Finding == finding);

        int Are(Standing standing) => all.Count(e => e.Answers.Standing == standing);
    }

    /// <summary>As it is printed.</summary>
    public string Words => string.Create(CultureInfo.InvariantCulture,
        $"{Alleged} of {Events} events are attributed to the alleged source ({AllegedLoud} with LAFmax of 45 dB or more; {AllegedByLevelOnly} by level only). ")
        + string.Create(CultureInfo.InvariantCulture,
        $"Other source: {Other}; cannot say: {CannotSay}; not audible: {NotAudible}; source not established: {NotEstablished}.");
}
