using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>Keeps a site's rules with this machine's clock when that is set.</summary>
internal sealed class SiteClock(string site, RuleEvaluator rules, TimeProvider time, ILogger log)
{
    private readonly OwnClock clock = new(time);

    /// <summary>By how much it was set, in seconds, since the records that are judged now arrived.</summary>
    private long step;

    /// <summary>Looks whether it was set.</summary>
    public void Look() => step += clock.Step();

    /// <summary>What comes next arrived by the clock as it is.</summary>
    public void Follow() => Move(step);

    /// <summary>A record arrived: of before the clock was set there may still be some among these.</summary>
    public void Follow(DateTimeOffset arrival)
    {
        if (step != 0 && (arrival - rules.Now.AddSeconds(step)).Duration() < (arrival - rules.Now).Duration())
            Move(step);
    }

    /// <summary>What was judged may have arrived by a clock that was ahead.</summary>
    public void SetRight(DateTimeOffset now)
    {
        if (rules.Now - now > BootClocks.Ahead)
            Move((long)(now - rules.Now).TotalSeconds);
    }

    private void Move(long bySeconds)
    {
        step = 0;
        if (bySeconds == 0)
            return;
        rules.ClockSet(bySeconds);
        SiteLog.ClockSet(log, site, bySeconds);
    }
}
