using System.Text;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Codes;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.ControlRoom.Spool;
using Solutions.Edge.ControlRoom.Tests.Http;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Alerts;

/// <summary>One with the tests of the metrics: two control rooms of one process have the same meters.</summary>
[Collection("meters")]
public class UnjudgedRecordsTests
{
    private const string Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_record_at_which_the_rules_fail_is_set_aside_by_name_and_the_site_rings_again()
    {
        await using var room = new RunningRoom(new()
        {
            Id = "alley",
            Name = "Alley",
            Type = SiteType.ALLEY,
            TimeZone = "Europe/London",
            DemoHours = true,
            Devices = [new() { Id = "gate", Name = "Gate", Gate = new() { Lock = LockType.Keyed } }],
        });
        var (spool, mqtt, board) = (await room.ServiceAsync<RecordSpool>(), await room.ServiceAsync<MqttConnection>(), await room.ServiceAsync<AlertBoard>());
        await Eventually.IsTrueAsync("connection", () => Task.FromResult(mqtt.ConnectedSince is not null));
        // One band where there must be 34: no message has it, and the rules do not reckon with it.
        await AppendAsync(new NoiseRecord { LAeq = 50, Bands = [50], N = 48_000 }, Streams.Noise, 4711);
        await AppendAsync(new GateRecord { Contact = ContactState.Closed, Bolt = BoltState.Thrown }, Streams.Gate, 1);
        await AppendAsync(new GateRecord { Contact = ContactState.Open, Bolt = BoltState.Thrown }, Streams.Gate, 2);
        await Eventually.IsTrueAsync("alarm", () => Task.FromResult(board.All.Any(a => a.Code == GateForcedRule.Id)), seconds: 60);
        await Eventually.IsTrueAsync("sites that are fed", () => Task.FromResult(board.StandsStillSince is null));
        using var ready = await room.SendAsync(new(HttpMethod.Get, "/readyz"));
        Assert.Contains("records are judged, but 1 are set aside at which the rules failed, "
            + $"and 0 seconds of a rule are not judged, the last: the noise record 4711 of boot {Boot} of device gate at site alley",
            await ready.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var health = await room.SendAsync(new(HttpMethod.Get, "/health"));
        Assert.Contains("<dt>Records at which the rules failed, set aside unjudged</dt>\n<dd>1 records</dd>",
            await health.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        async Task AppendAsync(UpRecord record, string stream, long seq)
        {
            var now = TimeProvider.System.GetUtcNow();
            record = record with { Boot = Boot, Bn = 1, Seq = seq, T = now, Up = 1000 * seq };
            await spool.AppendAsync([new(now, "gate", stream, Boot, seq, record.V, Encoding.UTF8.GetBytes("{}"), record)], Cancel);
        }
    }

    [Fact]
    public void A_record_is_tried_three_times_before_it_is_set_aside_and_logged_once()
    {
        var log = new CollectedLog<SiteGrain>();
        var unjudged = new UnjudgedRecords(log);
        var fact = new SpoolFact(100, 0, "lamp", Streams.Sound, ReadOnlyMemory<byte>.Empty)
        {
            Decoded = new SoundRecord { Kind = SoundRecord.Shout, Duration = 1, Level = 70, Rise = 20, Boot = Boot, Seq = 7 },
        };
        Assert.False(unjudged.Failed("street", fact, "the index is out of range"));
        Assert.False(unjudged.Failed("street", fact, "the index is out of range"));
        Assert.False(unjudged.IsSetAside("street", 100));
        Assert.Equal(0, unjudged.Records);
        Assert.True(unjudged.Failed("street", fact, "the index is out of range"));
        Assert.True(unjudged.IsSetAside("street", 100));
        Assert.False(unjudged.IsSetAside("street", 200));
        Assert.False(unjudged.IsSetAside("alley", 100));
        Assert.Equal((1, $"the sound record 7 of boot {Boot} of device lamp at site street"), (unjudged.Records, unjudged.Latest));
        Assert.Equal($"Site street steps over the sound record 7 of boot {Boot} of device lamp, the rules fail at it: "
            + "it is stored and not judged: the index is out of range", Assert.Single(log.Lines).Text);
    }

    [Fact]
    public void A_rule_that_fails_is_counted_each_second_and_logged_once()
    {
        var log = new CollectedLog<SiteGrain>();
        var unjudged = new UnjudgedRecords(log);
        var fault = new RuleFault("NOISE-CROWD", new("lamp"), "record 7", "divided by zero");
        unjudged.Add("street", [fault, fault]);
        unjudged.Add("street", [new("NOISE-CROWD", new("lamp"), "record 8", "divided by zero")]);
        Assert.Equal((0, 3, "NOISE-CROWD of lamp at site street, after record 8"), (unjudged.Records, unjudged.Seconds, unjudged.Latest));
        Assert.Equal("NOISE-CROWD fails at street, source lamp, after record 7, and is not judged there while it does; the other rules are: divided by zero",
            Assert.Single(log.Lines).Text);
    }
}
