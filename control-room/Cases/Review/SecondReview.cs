using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Solutions.Edge.ControlRoom.Cases.Files;

namespace Solutions.Edge.ControlRoom.Cases.Review;

/// <summary>What is established of an event's source.</summary>
internal enum Standing
{
    /// <summary>No officer has attributed it.</summary>
    Open,

    /// <summary>One officer has, and a second one is still to, unseen.</summary>
    AwaitsSecond,

    /// <summary>Two officers differ.</summary>
    Disputed,

    /// <summary>The finding holds.</summary>
    Found,
}

/// <summary>An event's attributions that hold: one of each officer at most, in their order.</summary>
/// <param name="IsSecondDue">Whether it is one of those that a second officer reviews.</param>
/// <param name="Answers">By which hand, and what.</param>
/// <param name="Unseen">What two officers found, each without having seen the other's; null = a second one has not answered yet.</param>
internal sealed record EventAnswers(bool IsSecondDue, IReadOnlyList<(CaseEntry Entry, Attribution Body)> Answers,
    (SourceFinding First, SourceFinding Second)? Unseen)
{
    public static readonly EventAnswers None = new(false, [], null);

    public Standing Standing => Answers.Count switch
    {
        0 => Standing.Open,
        1 when IsSecondDue => Standing.AwaitsSecond,
        _ when Answers.Any(a => a.Body.Finding != Answers[0].Body.Finding) => Standing.Disputed,
        _ => Standing.Found,
    };

    /// <summary>Null: its source is not established.</summary>
    public SourceFinding? Finding => Standing == Standing.Found ? Answers[0].Body.Finding : null;

    /// <summary>As it is printed.</summary>
    public string Words => Standing switch
    {
        Standing.Open => FindingWords.NotEstablished,
        Standing.AwaitsSecond => $"{FindingWords.NotEstablished}: a second officer is to review it unseen",
        Standing.Disputed => $"{FindingWords.NotEstablished}: two officers differ",
        _ => FindingWords.Of(Answers[0].Body.Finding),
    };

    /// <summary>Whether an officer's answer is still wanted.</summary>
    public bool IsWanted(string hand) => Standing is (Standing.Open or Standing.AwaitsSecond) && Answers.All(a => a.Entry.By != hand);
}

/// <summary>One event in ten is reviewed by a second officer, that does not see the first one's answer before. Pure.</summary>
internal static class SecondReview
{
    private const uint OneIn = 10;

    /// <summary>By a digest of case and event: nobody picks it.</summary>
    public static bool IsDue(string file, EventKey noise) => BinaryPrimitives.ReadUInt32BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{file}|{noise.Device}|{noise.Start}")))) % OneIn == 0;

    /// <summary>What holds of each event; an event without an entry is not in it.</summary>
    /// <param name="file">The case.</param>
    /// <param name="entries">Its journal, struck entries too, in its order.</param>
    public static IReadOnlyDictionary<EventKey, EventAnswers> Of(string file, IEnumerable<CaseEntry> entries) => entries.Where(e => e.Body is Attribution)
        .GroupBy(e => ((Attribution)e.Body).Event).ToDictionary(g => g.Key, g => Answers(file, g.Key, [.. g]));

    /// <summary>Of the events that two officers reviewed.</summary>
    public static Kappa Agreement(IReadOnlyDictionary<EventKey, EventAnswers> answers) =>
        Kappa.Of(answers.Values.Select(a => a.Unseen).OfType<(SourceFinding First, SourceFinding Second)>());

    /// <summary>Entries without those that an officer must not see before answering.</summary>
    /// <param name="file">The case.</param>
    /// <param name="entries">Its journal, struck entries too, in its order.</param>
    /// <param name="hand">Of the officer.</param>
    public static IEnumerable<CaseEntry> Shown(string file, IReadOnlyCollection<CaseEntry> entries, string hand)
    {
        var answers = Of(file, entries);
        return entries.Where(e => e.Body is not Attribution body || e.By == hand || answers[body.Event] is { IsSecondDue: false } or { Unseen: not null });
    }

    private static EventAnswers Answers(string file, EventKey noise, IReadOnlyList<CaseEntry> entries)
    {
        var isDue = IsDue(file, noise);
        var holding = entries.Holding<Attribution>().DistinctBy(a => a.Entry.By).ToList();
        return new(isDue, holding, isDue ? Unseen(entries) : null);
    }

    /// <summary>The first answer of one officer that met a holding one of another: with it both are shown, and what is changed later was seen.</summary>
    private static (SourceFinding First, SourceFinding Second)? Unseen(IReadOnlyList<CaseEntry> entries)
    {
        foreach (var (i, second) in entries.Index())
        {
            if (entries.Take(i).LastOrDefault(e => e.By != second.By && (e.Struck is null || e.Struck.At >= second.Stamped)) is { } first)
                return (((Attribution)first.Body).Finding, ((Attribution)second.Body).Finding);
        }
        return null;
    }
}
