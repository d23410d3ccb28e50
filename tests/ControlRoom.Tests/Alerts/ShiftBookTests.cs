using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Alerts.Shifts;
using Solutions.Edge.ControlRoom.Devices;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Tests.Alerts;

public sealed class ShiftBookOnSqliteTests() : ShiftBookTests(new SqliteEngine());

public sealed class ShiftBookOnPostgresTests(PostgresEngine engine) : ShiftBookTests(engine);

/// <summary>Shifts, their sheets and the roster, in a real database.</summary>
public abstract class ShiftBookTests(DatabaseEngine engine)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 30, 0, TimeSpan.Zero);
    private static readonly SiteEntry[] Places = [Place("street", "Street", SiteType.STREET, "Lamp"), Place("home", "Home", SiteType.HOME, "Bedroom")];

    private readonly FakeTimeProvider time = new(Start);
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shift_is_started_handed_over_by_its_own_hand_and_accepted_once()
    {
        using var database = await engine.CreateAsync();
        var (book, _) = Open(database);
        Assert.Null(await book.StartAsync("person 4", true, Stopping));
        Assert.Equal("your shift goes on; hand it over first", await book.StartAsync("person 4", true, Stopping));
        var shift = (await book.OfAsync("person 4", Stopping))!;
        Assert.Equal("it has not been handed over yet", await book.AcceptAsync(shift.Number, "person 5", Stopping));
        Assert.Equal("it is the shift of person 4, who must hand it over", await book.HandOverAsync(shift.Number, "person 5", null, Stopping));
        Assert.Equal("the note has 1001 characters; it must have at most 1000", await book.HandOverAsync(shift.Number, "person 4", new('x', 1001), Stopping));
        time.Advance(TimeSpan.FromHours(8));
        Assert.Null(await book.HandOverAsync(shift.Number, "person 4", "the north gate sticks ", Stopping));
        Assert.Equal("it was handed over already", await book.HandOverAsync(shift.Number, "person 4", null, Stopping));
        Assert.Null(await book.AcceptAsync(shift.Number, "person 5", Stopping));
        Assert.Equal("it was accepted by person 5 already", await book.AcceptAsync(shift.Number, "person 6", Stopping));
        var ended = (await book.FindAsync(shift.Number, Stopping))!;
        Assert.Equal(("the north gate sticks", "person 5", Start.AddHours(8).ToUnixTimeMilliseconds()), (ended.Note, ended.AcceptedBy, ended.EndedMs!.Value));
        Assert.Equal("there is no shift 77", await book.AcceptAsync(77, "person 5", Stopping));
        Assert.Null(await book.StartAsync("person 4", false, Stopping));
        Assert.Single(await book.ReadAsync("person 5", Stopping));
    }

    [Fact]
    public async Task A_sheet_has_what_is_open_what_was_urgent_and_missed_and_nothing_of_a_home()
    {
        using var database = await engine.CreateAsync();
        var (book, journal) = Open(database);
        await book.StartAsync("person 4", true, Stopping);
        Alert[] alerts =
        [
            Of("open", "street", 3, AlertState.Acknowledged), Of("fight", "street", 1, AlertState.Normal, Verdict.Real),
            Of("wind", "street", 3, AlertState.Normal, Verdict.NotReal), Of("home", "home", 2, AlertState.Unacknowledged),
            Of("hidden", "street", 2, AlertState.Normal, suppressed: "an engineer's visit"),
        ];
        await journal.CommitAsync("street", 1, [.. alerts.Select(a => new AlertChange(a, new() { Alert = a.Id, Event = AlertEvent.Raised, Why = "" }))]);
        var missed = new MissedBook(database.Databases, time);
        await missed.AddAsync("street", Start, "a bin set alight", "person 4", Stopping);
        await missed.AddAsync("home", Start, "a party", "person 4", Stopping);
        time.Advance(TimeSpan.FromHours(1));
        var shift = (await book.OfAsync("person 4", Stopping))!;
        await book.HandOverAsync(shift.Number, "person 4", null, Stopping);
        // What comes later is not on a sheet that was handed over.
        await missed.AddAsync("street", Start.AddMinutes(5), "too late", "person 4", Stopping);
        var sheet = (await book.FindAsync(shift.Number, Stopping))!.Sheet!;
        Assert.Equal(["open"], sheet.Open.Select(a => a.Id));
        Assert.Equal(["fight"], sheet.Urgent.Select(a => a.Id));
        Assert.Equal(("real", "23 Nov 23:30:10", "Street"), (sheet.Urgent[0].Verdict!, sheet.Urgent[0].At, sheet.Urgent[0].Place));
        Assert.Equal(["a bin set alight"], sheet.Missed.Select(m => m.Line));
        Assert.Equal(["Lamp"], sheet.Silent.Select(s => s.Name));
        Assert.Equal((3, 2, 1), (sheet.Rang, sheet.Judged, sheet.NotReal));
    }

    [Fact]
    public async Task A_function_is_confirmed_for_twelve_hours()
    {
        using var database = await engine.CreateAsync();
        var roster = new DutyRoster(database.Databases, time);
        await roster.ConfirmAsync("door staff", "channel 3", "person 4", Stopping);
        await roster.ConfirmAsync("door staff", "channel 5", "person 4", Stopping);
        var entry = Assert.Single(await roster.ListAsync(Stopping));
        Assert.Equal("channel 5", entry.Reach);
        Assert.True(roster.IsConfirmed(entry));
        time.Advance(TimeSpan.FromHours(12));
        Assert.False(roster.IsConfirmed(entry));
        Assert.True(await roster.RemoveAsync("door staff", Stopping));
        Assert.False(await roster.RemoveAsync("door staff", Stopping));
        Assert.Equal("function", DutyRoster.FindFault("", "channel 3")!.Value.Field);
        Assert.Equal("reach", DutyRoster.FindFault("police", "two\nlines")!.Value.Field);
    }

    private (ShiftBook Book, AlertJournal Journal) Open(TestDatabase database)
    {
        var (sites, journal) = (new SiteCatalog(Places), new AlertJournal(database.Databases, "spool"));
        var sheets = new ShiftSheets(new(database.Databases), journal, new(database.Databases, time), sites, new DevicePresence(sites, time), time);
        return (new(database.Databases, sheets, time), journal);
    }

    private static SiteEntry Place(string id, string name, SiteType type, string device) => new()
    {
        Id = id,
        Name = name,
        Type = type,
        TimeZone = "Europe/London",
        Devices = [new() { Id = $"{id}-1", Name = device, Sound = new() }],
    };

    private static Alert Of(string id, string site, int priority, AlertState state, Verdict? verdict = null, string? suppressed = null) => new()
    {
        Id = id,
        Site = site,
        Code = "NOISE-CROWD",
        Rule = "1",
        Parameters = "1",
        Source = new(id),
        Priority = priority,
        State = state,
        Why = "voices",
        SinceMs = Start.AddSeconds(10).ToUnixTimeMilliseconds(),
        FiredMs = Start.AddSeconds(10).ToUnixTimeMilliseconds(),
        LastMs = Start.AddSeconds(10).ToUnixTimeMilliseconds(),
        Verdict = verdict,
        Suppressed = suppressed,
        Devices = [],
    };
}
