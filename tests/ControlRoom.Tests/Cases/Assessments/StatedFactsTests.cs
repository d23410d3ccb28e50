using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Assessments;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Sites;
using static Solutions.Edge.ControlRoom.Tests.Cases.Assessments.AssessedNights;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Assessments;

/// <summary>What people state of a microphone, its position and a source, with hand and day; the device's own file comes first.</summary>
public class StatedFactsTests
{
    private static readonly DateTimeOffset Typed = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_last_that_is_stated_from_a_night_on_holds_until_a_later_one()
    {
        EntryBody[] said =
        [
            new MicrophoneStated("d-1", "2026-11-20", null, 33, "data sheet"), new MicrophoneStated("d-1", "2026-11-20", 2, 24, "certificate 7"),
            new MicrophoneStated("d-1", "2026-11-24", 1, 18, "certificate 8"), new MicrophoneStated("d-2", "2026-11-23", 1, 17, "another's"),
            new PositionStated("d-1", "2026-11-23", MicrophonePosition.Facade, 1.5),
        ];
        var facts = Read([], said);
        Assert.Equal((2, 24.0, 29.0), (facts.Microphone.Class, facts.Microphone.SelfNoiseDba, facts.Microphone.FloorDb));
        Assert.Equal("stated by person 7 on 25 November 2026", facts.Microphone.From);
        Assert.Equal((MicrophonePosition.Facade, "stated by person 7 on 25 November 2026", false), (facts.Position, facts.PositionFrom, facts.IsIndoors));
        Assert.Equal("Position of d-1 from 2026-11-23: 1 m before a façade, 1.5 m high", said[4].Words);
        Assert.Equal("Microphone of d-1 from 2026-11-20: class 2, self-noise 24 dB(A); certificate 7", said[1].Words);
    }

    [Fact]
    public void The_devices_own_file_comes_before_what_was_typed_and_a_struck_entry_does_not_count()
    {
        var sheet = NightChecksTests.Sheet(-1, 94, CalibrationTime.Before, -26) with { SelfNoiseDba = 29 };
        var facts = Read([sheet], new MicrophoneStated("d-1", "2026-11-20", 1, 17, "certificate 7"));
        Assert.Equal((1, 29.0), (facts.Microphone.Class, facts.Microphone.SelfNoiseDba));
        Assert.Equal("the device's file, at its check of 2026-11-23; what that leaves open stated by person 7 on 25 November 2026", facts.Microphone.From);
        var struck = NightFactsReader.Of(Place, NightDetail.Nothing(Tonight),
            [Entry(1, new PositionStated("d-1", "2026-11-01", MicrophonePosition.FreeField, null)) with { Struck = new(Typed, "person 7", "another") }], []);
        Assert.Equal(MicrophonePosition.Indoors, struck.Position);
        Assert.StartsWith("by the kind of the place", struck.PositionFrom, StringComparison.Ordinal);
        Assert.Equal(MicrophoneFacts.NotStated, struck.Microphone.From);
    }

    [Fact]
    public void When_a_source_ran_holds_for_its_night_alone()
    {
        var ran = new SourceRan("d-1", Tonight.Date, new(Tonight.From, 31.5, 2, 0, true, false));
        Assert.Equal(ran.Stated, Read([], ran).Statement);
        Assert.Null(Read([], ran with { Date = "2026-11-22" }).Statement);
        Assert.Equal("Source in the night of 2026-11-23, d-1: ran from 2026-11-23 23:00 UTC, residual 31.5 dB, tonal 2, impulsive 0 dB, intermittent",
            ran.Words);
    }

    [Fact]
    public void Under_the_floor_that_is_stated_a_level_is_that_or_less()
    {
        // Self-noise 24: the floor is 29. A minute of 28 dB is under it, one of 30 is not.
        var facts = Of([.. Steady(0, 15, 28), .. Steady(15, 15, 30)]) with { Microphone = new(null, NightChecks.None) { SelfNoiseDba = 24 } };
        Assert.Equal([LevelBound.AtMost, LevelBound.Exact], facts.Quarters.Select(q => q.LAeq!.Value.Bound));
        Assert.Contains("below the range of this microphone", Words.Level(facts.Quarters[0].LA90!.Value), StringComparison.Ordinal);
        Assert.Equal(LevelBound.Exact, Of(Steady(0, 15, 28)).Quarters[0].LAeq!.Value.Bound);
        // 28 dB may be less: more than 24 of underlying level is not shown, so that no permitted level follows from it.
        var act = NoiseAct.Of(facts);
        Assert.Contains("3 measurements are left out: the underlying level is below the range of this microphone.", act.Working[^1], StringComparison.Ordinal);
    }

    internal static NightPlace Place => new("d-1", "Bedroom", new()
    {
        Id = "home",
        Name = "Home",
        Type = SiteType.HOME,
        TimeZone = "Europe/London",
        Devices = [new() { Id = "d-1", Name = "Bedroom", Sound = new() }],
    }, new Stay("home", 0, null), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"), Tonight);

    private static NightFacts Read(IReadOnlyList<CalibrationSheet> sheets, params EntryBody[] bodies) =>
        NightFactsReader.Of(Place, NightDetail.Nothing(Tonight), [.. bodies.Select((b, n) => Entry(n + 1, b))], sheets);

    private static CaseEntry Entry(int number, EntryBody body) => new(number, "c-1", "note", Tonight.From, Typed, "person 7", body, null);
}
