using System.Globalization;

namespace Solutions.Edge.ControlRoom.Cases.Files;

/// <summary>It was complained of: with the first report the case is opened, each further one is a repetition.</summary>
internal sealed record Report(string Text) : EntryBody
{
    public override string Words => $"Report: {Text}";
}

/// <summary>The case came to a stage.</summary>
internal sealed record StageReached(CaseStage Stage, string Why) : EntryBody
{
    public override string Words => Why.Length > 0 ? $"Stage {Stage}: {Why}" : $"Stage {Stage}";
}

/// <summary>Something that was promised, and until when.</summary>
/// <param name="What">What was promised.</param>
/// <param name="Due">By the clock of the case's place.</param>
internal sealed record Promise(string What, DateOnly Due) : EntryBody
{
    public override string Words => $"Promised by {Due.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture)}: {What}";
}

/// <summary>A promise was kept.</summary>
/// <param name="Number">The entry of the promise.</param>
/// <param name="How">How.</param>
internal sealed record PromiseKept(long Number, string How) : EntryBody
{
    public override string Words => string.Create(CultureInfo.InvariantCulture, $"Promise {Number} kept: {How}");
}

/// <summary>Why a recorder was, or was not, fitted.</summary>
internal sealed record RecorderDecision(bool IsFitted, string Reason) : EntryBody
{
    public override string Words => $"A recorder was {(IsFitted ? "" : "not ")}fitted: {Reason}";
}

/// <summary>The case was gone through after it had been reported again.</summary>
internal sealed record CaseReviewed(string Outcome) : EntryBody
{
    public override string Words => $"Case review: {Outcome}";
}

internal sealed record Note(string Text) : EntryBody
{
    public override string Words => Text;
}

/// <summary>The sensors of a home belong to the case.</summary>
internal sealed record HomeAdded(string Site) : EntryBody
{
    public override string Words => $"The sensors of home {Site} belong to the case";
}
