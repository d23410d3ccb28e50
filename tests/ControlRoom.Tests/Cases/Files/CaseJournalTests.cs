using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Cases.Diary;
using Solutions.Edge.ControlRoom.Cases.Files;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Files;

/// <summary>The journal of a case, its links and the resident's diary, on a real database.</summary>
public sealed class CaseJournalTests : IAsyncLifetime
{
    private static readonly CancellationToken Stopping = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase database = new("");
    private readonly FakeTimeProvider time = new(Start);
    private AuditLog audit = null!;
    private CaseJournal journal = null!;
    private CaseBook book = null!;
    private CaseFile file = null!;

    public async ValueTask InitializeAsync()
    {
        await database.MigrateAsync();
        audit = new(database.Databases, time, NullLogger<AuditLog>.Instance);
        EntryKind[] kinds =
        [
            new("report", typeof(Report)), new("stage", typeof(StageReached)), new("note", typeof(Note)), new("tap", typeof(DiaryTap)),
            new("tap-account", typeof(TapAccount)), new("tap-answer", typeof(TapAnswer)), new("diary-link", typeof(DiaryLink)), new("home", typeof(HomeAdded)),
        ];
        journal = new(database.Databases, audit, time, kinds);
        book = new(database.Databases, journal, new([Site("home", SiteType.HOME), Site("street", SiteType.STREET)]), time);
        file = (await book.OpenAsync(new("EH 1", " Music ", "Flat 2", ["home"]), "person 1", Stopping)).File!;
    }

    public ValueTask DisposeAsync()
    {
        audit.Dispose();
        database.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_entered_is_read_back_with_when_it_was_and_when_it_was_entered()
    {
        var added = await journal.AddAsync(file.Id, new Note("bass at the wall"), Start.AddHours(-3), "person 2", Stopping);
        var read = (await journal.ReadAsync(file.Id, Stopping))[^1];
        Assert.Equal(added, read);
        Assert.Equal((Start.AddHours(-3), Start, "person 2", "note", new Note("bass at the wall")), (read.At, read.Stamped, read.By, read.Kind, read.Body));
        Assert.Equal(new Report("Music"), (await journal.ReadAsync(file.Id, Stopping))[0].Body);
    }

    [Fact]
    public async Task An_entry_that_is_struck_stays_and_is_struck_once()
    {
        var added = await journal.AddAsync(file.Id, new Note("wrong"), null, "person 2", Stopping);
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.True(await journal.StrikeAsync(file.Id, added.Number, "of another case", "person 3", Stopping));
        Assert.False(await journal.StrikeAsync(file.Id, added.Number, "again", "person 4", Stopping));
        Assert.False(await journal.StrikeAsync("c-other", added.Number, "again", "person 4", Stopping));
        var read = Assert.Single(await journal.ReadAsync<Note>(file.Id, Stopping));
        Assert.Equal(added with { Struck = new(Start.AddMinutes(5), "person 3", "of another case") }, read);
        Assert.Empty((await journal.ReadAsync(file.Id, Stopping)).Holding<Note>());
    }

    [Fact]
    public async Task The_audit_has_the_digest_of_each_entry_and_not_its_words()
    {
        await journal.AddAsync(file.Id, new Note("bass at the wall"), null, "person 2", Stopping);
        await using var db = await database.Databases.CreateDbContextAsync(Stopping);
        var body = (await db.Set<CaseEntryRow>().OrderByDescending(e => e.Number).FirstAsync(Stopping)).Body;
        var row = (await audit.FindAsync("", null, 1, Stopping))[0];
        Assert.Equal("case entry entered", row.Act);
        Assert.Equal("note " + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(body))), row.Detail);
    }

    [Theory]
    [InlineData("", "Flat 2", "home2", "complaint")]
    [InlineData("Music", " ", "home2", "premises")]
    [InlineData("Music", "Flat 2", "street", "'street' is no home")]
    [InlineData("Music", "Flat 2", "gone", "'gone' is no home")]
    [InlineData("Music", "Flat 2", "home", "belongs to case EH 1")]
    public async Task A_case_that_cannot_be_is_refused_by_name(string complaint, string premises, string site, string expected)
    {
        var (opened, fault) = await book.OpenAsync(new("", complaint, premises, [site]), "person 1", Stopping);
        Assert.Null(opened);
        Assert.Contains(expected, fault, StringComparison.Ordinal);
        Assert.Single(await book.AllAsync(Stopping));
    }

    [Fact]
    public async Task A_closed_case_frees_its_home()
    {
        var closed = await book.MoveAsync(file, CaseStage.Closed, "no noise since", "person 1", Stopping);
        Assert.Equal(closed, await book.FindAsync(file.Id, Stopping), (a, b) => a!.ClosedMs == b!.ClosedMs && a.Stage == b.Stage);
        Assert.Null(await book.OfSiteAsync("home", Stopping));
        Assert.Null((await book.OpenAsync(new("", "Music", "Flat 3", ["home"]), "person 1", Stopping)).Fault);
    }

    [Fact]
    public async Task Only_the_last_link_of_an_open_case_opens_the_diary()
    {
        var links = new DiaryLinks(book, journal);
        var (first, second) = (await links.MakeAsync(file.Id, "person 1", Stopping), await links.MakeAsync(file.Id, "person 1", Stopping));
        Assert.Null(await links.FindAsync(file.Id, first.Split('/')[^1], Stopping));
        Assert.Equal(file.Id, (await links.FindAsync(file.Id, second.Split('/')[^1], Stopping))?.Id);
        Assert.Null(await links.FindAsync(file.Id, new string('0', 32), Stopping));
        Assert.Null(await links.FindAsync("c-other", second.Split('/')[^1], Stopping));
        Assert.DoesNotContain(second.Split('/')[^1], string.Join(' ', (await journal.ReadAsync(file.Id, Stopping)).Select(e => e.Body.ToString())),
            StringComparison.Ordinal);
        await book.MoveAsync(file, CaseStage.Closed, "done", "person 1", Stopping);
        Assert.Null(await links.FindAsync(file.Id, second.Split('/')[^1], Stopping));
    }

    [Theory]
    // The phone's clock as it sends, and at the tap, in seconds beside the control room's.
    [InlineData(0.4, 0.3, -0.1, "stamped here when it arrived, the phone's clock 0.4 s ahead", 400)]
    [InlineData(-90, -90, 0, "stamped here when it arrived, the phone's clock 90.0 s behind", 90_000)]
    [InlineData(0, -600, -600, "stamped here when it arrived, the phone's clock 0.0 s ahead, 600.0 s after the tap", 0)]
    [InlineData(0, 50, 0, "stamped here when it arrived, the phone's clock 0.0 s ahead", 0)]
    [InlineData(0, -180_000, 0, "stamped here when it arrived, the phone's clock 0.0 s ahead, tapped long before", null)]
    public async Task A_tap_stands_where_it_arrived_less_its_time_on_the_phone(double sent, double tapped, double expected, string clock, int? errorMs)
    {
        var diary = new DiaryBook(journal, time);
        await diary.TapAsync(file.Id, Ms(sent), Ms(tapped), Stopping);
        var entry = Assert.Single(await journal.ReadAsync<DiaryTap>(file.Id, Stopping));
        Assert.Equal((Start.AddSeconds(expected), new DiaryTap(DiaryTap.Phone, errorMs, clock)), (entry.At, (DiaryTap)entry.Body));

        static string Ms(double seconds) => Start.AddSeconds(seconds).ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("9e99", "1")]
    [InlineData("-1", "-1")]
    public async Task A_tap_without_a_clock_is_taken_all_the_same(string phone, string tapped)
    {
        await new DiaryBook(journal, time).TapAsync(file.Id, phone, tapped, Stopping);
        Assert.Equal(Start, Assert.Single(await journal.ReadAsync<DiaryTap>(file.Id, Stopping)).At);
    }

    private static SiteEntry Site(string id, SiteType type) => new()
    {
        Id = id,
        Name = id,
        Type = type,
        TimeZone = "Europe/London",
        Devices = [],
    };
}
