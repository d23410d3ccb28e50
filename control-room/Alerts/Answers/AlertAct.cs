namespace Solutions.Edge.ControlRoom.Alerts.Answers;

/// <summary>What a person can do with an alert.</summary>
internal enum AlertVerb
{
    Acknowledge,

    /// <summary>Gives a verdict, which acknowledges.</summary>
    Judge,

    /// <summary>States what an alert that was judged not real came from.</summary>
    NameCause,

    /// <summary>Puts it aside: it waits again after <see cref="Rules.AnswerFigures.HoldSeconds"/>.</summary>
    Hold,

    Note,

    /// <summary>Handed on to an agency.</summary>
    Escalate,

    /// <summary>Takes the same hand's last acknowledgement or verdict back.</summary>
    Undo,

    /// <summary>A closed one waits again.</summary>
    Reopen,

    /// <summary>Its source is held back for a time.</summary>
    Shelve,
}

/// <summary>One act of a person on an alert.</summary>
/// <param name="Verb">What is done.</param>
/// <param name="By">Role and desk, or person number; never a name.</param>
[GenerateSerializer, Immutable]
internal sealed record AlertAct([property: Id(0)] AlertVerb Verb, [property: Id(1)] string By)
{
    /// <summary>Most characters of a text that a person enters.</summary>
    public const int LongestText = 500;

    /// <summary>Of <see cref="AlertVerb.Judge"/>.</summary>
    [Id(2)]
    public Verdict? Verdict { get; init; }

    /// <summary>Of <see cref="AlertVerb.NameCause"/>; of <see cref="AlertVerb.Judge"/> it may be.</summary>
    [Id(3)]
    public FalseCause? Cause { get; init; }

    /// <summary>Of <see cref="AlertVerb.Note"/> the note, of <see cref="AlertVerb.Escalate"/> the agency, its log number and the outcome, of
    /// <see cref="AlertVerb.Shelve"/> the reason.</summary>
    [Id(4)]
    public string? Text { get; init; }

    /// <summary>How many acts on the alert its page knew of; null = it did not look.</summary>
    [Id(5)]
    public int? Known { get; init; }

    /// <summary>False: the picture had been there for so short a time that the verdict is kept and counts in no figure.</summary>
    [Id(6)]
    public bool IsCounted { get; init; } = true;

    /// <summary>Of <see cref="AlertVerb.Shelve"/>: for how long.</summary>
    [Id(7)]
    public int? Minutes { get; init; }
}

internal enum ActOutcome
{
    Done,
    NotFound,
    Refused,
}

/// <summary>What became of an act.</summary>
/// <param name="Outcome">Whether it was done.</param>
/// <param name="Why">Why not, as it goes on after "Not done: "; null = it was.</param>
[GenerateSerializer, Immutable]
internal sealed record ActResult([property: Id(0)] ActOutcome Outcome, [property: Id(1)] string? Why = null)
{
    public static readonly ActResult Done = new(ActOutcome.Done);

    public static readonly ActResult NotFound = new(ActOutcome.NotFound, "there is no such alert");

    public static ActResult Refused(string why) => new(ActOutcome.Refused, why);
}
