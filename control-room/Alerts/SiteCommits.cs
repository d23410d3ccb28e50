using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>Stores what became of a site's records, with how far they were judged, and then lets it be seen.</summary>
/// <param name="rules">The site's rules.</param>
/// <param name="judged">What it has judged.</param>
/// <param name="position">Where it stopped.</param>
/// <param name="journal">Where it is stored.</param>
/// <param name="effects">What follows.</param>
/// <param name="unjudged">Counts what rules failed at.</param>
/// <param name="time">The clock.</param>
internal sealed class SiteCommits(
    RuleEvaluator rules, JudgedRecords judged, long position, AlertJournal journal, AlertEffects effects, UnjudgedRecords unjudged, TimeProvider time)
{
    /// <summary>Hundreds of sites wake together; they need not store together ever after.</summary>
    private (long Stamp, long Position) stored =
        (time.GetTimestamp() - (long)(Random.Shared.NextDouble() * Every(journal).TotalSeconds * time.TimestampFrequency), position);

    /// <summary>What stayed quiet is stored as it is explained.</summary>
    private bool isExplained = true;

    /// <summary>Before it everything is judged.</summary>
    public long Position { get; set; } = position;

    /// <summary>Whether all that has been judged is stored.</summary>
    public bool HasAll => Position == stored.Position;

    /// <summary>Nothing of the spool before this concerns the site: stored at once, so that what comes is judged however long a restart takes.</summary>
    public async Task BeginAsync(string site, long at)
    {
        await journal.CommitAsync(site, at, []);
        (Position, stored) = (at, (time.GetTimestamp(), at));
    }

    /// <summary>Stores what has changed, or how far it was judged if that was not stored for long.</summary>
    public async Task StoreAsync(SiteEntry site)
    {
        var (changes, shelves) = (rules.Lifecycle.TakeChanges(), rules.Lifecycle.Shelves.TakeChanges());
        unjudged.Add(site.Id, rules.TakeFaults());
        var explained = rules.TakeQuiet();
        effects.Explain(explained);
        isExplained &= explained.Count == 0;
        effects.ShowAgain(site, rules.TakeSilence(), rules.Lifecycle.Alerts);
        // An explanation is stored at once: the position may be past its records already, and they are not judged twice.
        if (changes.Count == 0 && shelves.Count == 0 && isExplained && (HasAll || time.GetElapsedTime(stored.Stamp) < Every(journal)))
            return;
        foreach (var device in rules.History.Devices)
            judged.Rang(device.Device.Id, device.Rang);
        await journal.CommitAsync(site.Id, Position, changes, judged.TakeChanges(site.Id, time.GetUtcNow().ToUnixTimeMilliseconds()),
            isExplained ? null : effects.Explained(site), shelves);
        (stored, isExplained) = ((time.GetTimestamp(), Position), true);
        if (shelves.Count > 0)
            effects.ShowShelves(site, rules.Lifecycle.Shelves.Open);
        if (changes.Count > 0)
            effects.Carry(site, changes, rules.Lifecycle.Alerts);
    }

    /// <summary>How much a restart reads again. With a successor, which does not have this spool, devices wait for it.</summary>
    private static TimeSpan Every(AlertJournal journal) => TimeSpan.FromSeconds(journal.HasSuccessor ? 1 : 30);
}
