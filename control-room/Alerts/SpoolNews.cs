using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>Which records of the spool a site has not judged before it woke: only of these anything may ring.</summary>
/// <param name="position">From here on it has stored nothing of this spool.</param>
/// <param name="judged">
/// What it has judged by record, where another control room led meanwhile and stored how far it read a spool of its own; null = the position is enough.
/// </param>
internal sealed class SpoolNews(long position, JudgedRecords? judged)
{
    private bool hasBegun;

    public bool IsNews(SpoolFact fact)
    {
        if (fact.Position < position)
            return false;
        // The end of an old spool may not have been judged, nor sent again to the other.
        hasBegun |= judged is null || !IsJudged(fact, judged);
        return hasBegun;
    }

    private static bool IsJudged(SpoolFact fact, JudgedRecords judged)
    {
        try
        {
            return fact.Decode() is var record && judged.Contains(fact.Device, record.Boot, fact.Stream, record.Seq);
        }
        catch (RecordException)
        {
            return true;
        }
    }
}
