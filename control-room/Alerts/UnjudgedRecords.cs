using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>
/// Records at which the judging itself fails, however often: a site steps over one after <see cref="Attempts"/>, or nothing would ring there any more.
/// A store that is away is no such case. In memory: after a start they are tried again.
/// </summary>
internal sealed class UnjudgedRecords(ILogger<SiteGrain> log)
{
    /// <summary>Each with a site that has begun anew from what is stored, and a pause before it.</summary>
    public const int Attempts = 3;

    /// <summary>No fault of one rule makes so many before somebody looks.</summary>
    private const int Remembered = 10_000;

    private readonly Lock access = new();

    /// <summary>How often the judging failed there.</summary>
    private readonly Dictionary<(string Site, long Position), int> failures = [];
    private readonly HashSet<(string Rule, Source Source)> named = [];
    private (long Records, long Seconds, string? Latest) counted;

    /// <summary>Records set aside since the start.</summary>
    public long Records => Read().Records;

    /// <summary>Seconds since the start that a rule could not judge.</summary>
    public long Seconds => Read().Seconds;

    /// <summary>What of it came last, by name; null = nothing.</summary>
    public string? Latest => Read().Latest;

    /// <summary>Whether a site is to step over the record at this position.</summary>
    public bool IsSetAside(string site, long position)
    {
        lock (access)
            return failures.GetValueOrDefault((site, position)) >= Attempts;
    }

    /// <summary>The judging of a record failed.</summary>
    /// <returns>Whether that was the last attempt.</returns>
    public bool Failed(string site, SpoolFact fact, string reason)
    {
        string name;
        lock (access)
        {
            if (failures.Count >= Remembered)
                failures.Clear();
            if ((failures[(site, fact.Position)] = failures.GetValueOrDefault((site, fact.Position)) + 1) < Attempts)
                return false;
            name = $"the {fact.Stream} record {Key(fact)} of device {fact.Device}";
            counted = (counted.Records + 1, counted.Seconds, $"{name} at site {site}");
        }
        SiteLog.SetAside(log, site, name, reason);
        return true;
    }

    /// <summary>Rules of a site that failed at a second: the others went on. The first of each rule and source is logged.</summary>
    public void Add(string site, IReadOnlyList<RuleFault> faults)
    {
        foreach (var fault in faults)
        {
            bool isNew;
            lock (access)
            {
                isNew = named.Add((fault.Code, fault.Source));
                counted = (counted.Records, counted.Seconds + 1, $"{fault.Code} of {fault.Source} at site {site}, after {fault.After}");
            }
            if (isNew)
                SiteLog.RuleFailed(log, fault.Code, site, fault.Source, fault.After, fault.Reason);
        }
    }

    private (long Records, long Seconds, string? Latest) Read()
    {
        lock (access)
            return counted;
    }

    private static string Key(SpoolFact fact)
    {
        try
        {
            return fact.Decode() is var record ? $"{record.Seq} of boot {record.Boot}" : "";
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return $"at position {fact.Position} of the spool";
        }
    }
}
