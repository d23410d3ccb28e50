using Solutions.Edge.ControlRoom.Alerts.Answers;

namespace Solutions.Edge.ControlRoom.Overview;

/// <summary>What became of something the operator did, by the control room's word.</summary>
/// <param name="Word">One sentence.</param>
/// <param name="Failed">True: it was not done.</param>
/// <param name="At">When the control room reported it.</param>
/// <param name="Undoes">The alert whose acknowledgement or verdict can be taken back; null = nothing can.</param>
internal sealed record Act(string Word, bool Failed, DateTimeOffset At, string? Undoes = null)
{
    /// <summary>The alert that was judged not real and has no cause yet; null = none is asked for.</summary>
    public string? AsksCauseOf { get; init; }
}

/// <summary>A button that was pressed, with what was on the screen at that moment.</summary>
/// <param name="Verb"><c>acknowledge</c>, <c>hold</c>, or the verdict's key.</param>
/// <param name="Alert">The alert.</param>
/// <param name="Ring">Number of its latest ring.</param>
/// <param name="Acts">How many acts on it the page knew of.</param>
/// <param name="OnScreenMs">For how long it had been there.</param>
internal sealed record Press(string Verb, string Alert, long Ring, int Acts, double OnScreenMs)
{
    /// <summary>The picture has not been looked at in less: such a verdict is kept and counts in no figure.</summary>
    private const double CountedMs = 2000;

    /// <summary>The verdict; null = it is another verb.</summary>
    public Verdict? Verdict => Verb switch
    {
        "1" => Alerts.Answers.Verdict.Real,
        "2" => Alerts.Answers.Verdict.NotReal,
        "3" => Alerts.Answers.Verdict.CannotTell,
        _ => null,
    };

    public AlertAct By(string hand) => new(Verdict is null ? Verb == "hold" ? AlertVerb.Hold : AlertVerb.Acknowledge : AlertVerb.Judge, hand)
    {
        Verdict = Verdict,
        Known = Acts,
        IsCounted = OnScreenMs >= CountedMs,
    };

    /// <summary>How the page reports it, as it goes on with the alert's name.</summary>
    public string Done => Verdict is { } verdict ? $"Judged {VerdictWords.Of(verdict)}" : Verb == "hold" ? "On hold" : "Acknowledged";
}
