using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Codes;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class FailingRuleTests
{
    [Fact]
    public void A_rule_that_fails_keeps_no_other_from_ringing_and_says_after_which_record_it_failed()
    {
        var start = new DateTimeOffset(2026, 11, 23, 23, 30, 0, TimeSpan.Zero);
        var site = new SiteEntry
        {
            Id = "home",
            Name = "Home",
            Type = SiteType.HOME,
            TimeZone = "UTC",
            Devices = [new() { Id = "mic", Name = "Microphone", Sound = new() }],
        };
        var rules = new RuleEvaluator(
            site, new(new Dictionary<int, HourBaseline>()), RuleParameters.Default, [new FailsFrom(start.ToUnixTimeSeconds() + 10), new DeviceOfflineRule()]);
        rules.History.ListeningSince = start.ToUnixTimeSeconds() - 1000;
        var boot = new string('a', 32);
        rules.Feed("mic", new HeartbeatRecord { Boot = boot, Bn = 1, Seq = 7, T = start, Queue = 0, Dropped = 0, Version = "1" }, start,
            new(start, IsOwn: true));
        for (var second = 1; second <= 100; second++)
            rules.AdvanceTo(start.AddSeconds(second));
        Assert.Equal(["DEVICE-OFFLINE"], rules.Lifecycle.TakeChanges().Select(c => c.Alert.Code));
        var faults = rules.TakeFaults();
        Assert.Equal(new RuleFault("FAILS", new("mic"), $"record 7 (HeartbeatRecord) of boot {boot} of device mic", "a divisor is zero"),
            Assert.Single(faults.Distinct()));
        Assert.Equal(100 - RuleEvaluator.WindowClosesAfterSeconds - 10, faults.Count);
        Assert.Empty(rules.TakeFaults());
    }

    private sealed class FailsFrom(long from) : Rule
    {
        public override string Code => "FAILS";

        public override string Title => "Fails";

        public override CodeFacts Facts => new([3], [Responder.Cctv], []);

        public override IEnumerable<Source> Sources(SiteHistory site) => [new("mic")];

        public override int LooksBackSeconds(RuleParameters parameters) => 0;

        public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb) =>
            second >= from ? throw new DivideByZeroException("a divisor is zero") : new(Condition.Clear);

        public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb) =>
            throw new InvalidOperationException("it is never met");

        public override long? LastReading(DeviceHistory device) => null;

        public override string Quiet(SiteHistory site, Source source, long fromSecond, long second) => "";
    }
}
