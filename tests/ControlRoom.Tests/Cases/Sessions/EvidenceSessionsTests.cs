using System.Net;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Sessions;
using Solutions.Edge.ControlRoom.Devices;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Sessions;

public sealed class EvidenceSessionsTests : SoundRoom
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 22, 0, 0, TimeSpan.Zero);

    private static readonly SiteEntry Home = new()
    {
        Id = Site,
        Name = "Home H-1",
        Type = SiteType.HOME,
        TimeZone = "Europe/London",
        Devices = [],
    };

    [Fact]
    public async Task Without_a_session_nothing_is_asked_of_a_microphone_and_it_is_granted_nothing()
    {
        await OpenCaseAsync();
        Assert.Null(await GrantAsync());
        using var refused = await PostAsync($"{Address}/clips", new NewClip(Device, "to hear it"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.StartsWith("No evidence session of the case runs at Home H-1", await DetailAsync(refused), StringComparison.Ordinal);
        using var nowhere = await PostAsync($"{Address}/clips", new NewClip("button", "to hear it"));
        Assert.StartsWith("device is 'button'; it must be a microphone", await DetailAsync(nowhere), StringComparison.Ordinal);
        Assert.Empty(await (await Room.ServiceAsync<ClipBook>()).OfCaseAsync(Case.Id, Stopping));
        using var none = await PostAsync("/api/v1/cases/c-none/sessions", Overt(Present.AddDays(1)));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task A_session_is_in_force_at_once_and_after_a_restart_and_ends_early_with_a_reason()
    {
        await BeginAsync();
        var grant = (await GrantAsync())!;
        Assert.InRange(grant.Expires - Present, TimeSpan.FromDays(2.9), TimeSpan.FromDays(3));
        var (again, grants) = await RestartedAsync(TimeProvider.System);
        Assert.Equal(grant, grants.Of(Site));
        Assert.Equal(grant.Session, again.InForce(Site)!.Says.Session);
        using var second = await PostAsync($"{Address}/sessions", Overt(Present.AddDays(1)));
        Assert.StartsWith($"Session {grant.Session} runs at Home H-1 until", await DetailAsync(second), StringComparison.Ordinal);
        using var silent = await PostAsync($"{Address}/sessions/{grant.Session}/end", new EndedSession(" "));
        Assert.StartsWith("why is ' '; it must say", await DetailAsync(silent), StringComparison.Ordinal);
        using var ended = await PostAsync($"{Address}/sessions/{grant.Session}/end", new EndedSession("the resident asked for it"));
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Null(await GrantAsync());
        Assert.Null((await RestartedAsync(TimeProvider.System)).Sessions.InForce(Site));
        using var over = await PostAsync($"{Address}/sessions/{grant.Session}/end", new EndedSession("again"));
        Assert.Equal($"session {grant.Session} does not run any more.", await DetailAsync(over));
        Assert.Equal(["evidence-session-ended", "evidence-session"],
            (await AuditedAsync("case entry entered")).Select(r => r.Detail.Split(' ')[0]).Where(k => k.StartsWith("evidence", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_session_that_has_expired_or_whose_case_is_closed_runs_no_more()
    {
        await BeginAsync();
        var later = new FakeTimeProvider(Present.AddDays(2.9));
        var (sessions, grants) = await RestartedAsync(later);
        Assert.NotNull(grants.Of(Site));
        later.Advance(TimeSpan.FromHours(3));
        Assert.Null(grants.Of(Site));
        Assert.Null(sessions.InForce(Site));
        await (await Room.ServiceAsync<CaseBook>()).MoveAsync(Case, CaseStage.Closed, "settled", "person 1", Stopping);
        await (await Room.ServiceAsync<EvidenceSessions>()).RefreshAsync(Stopping);
        Assert.Null(await GrantAsync());
        using var refused = await PostAsync($"{Address}/sessions", Overt(Present.AddDays(1)));
        Assert.Equal("Case N-1 is closed; a session needs an open case.", await DetailAsync(refused));
    }

    [Theory]
    [InlineData("person", "overt", "2026-11-02", 24, "", "", false, null)]
    [InlineData("", "overt", "2026-11-02", 24, "", "", false, "authoriser is ''; it must name")]
    [InlineData("person", "covert", "2026-11-02", 24, "", "", true, "basis is 'covert'; it must be overt or assessed-not-surveillance")]
    [InlineData("person", "overt", "", 24, "", "", false, "dated is ''; it must be the date of the letter")]
    [InlineData("person", "overt", "2026-11-24", 24, "", "", false, "dated is '2026-11-24'; it must be the date of the letter")]
    [InlineData("person", "overt", "2026-11-02", 0, "", "", false, "expires is '2026-11-23T22:00:00.000Z'; it must be later than now")]
    [InlineData("person", "overt", "2026-11-02", 673, "", "", false, "expires is '2026-12-21T23:00:00.000Z'; it must be later than now and within 28 days")]
    [InlineData("person", "assessed-not-surveillance", "2026-11-02", 24, "P 7", "B. Officer", false, "basis is 'assessed-not-surveillance', which the legal")]
    [InlineData("person", "assessed-not-surveillance", "2026-11-02", 24, "P 7", "B. Officer", true, null)]
    [InlineData("person", "assessed-not-surveillance", "2026-11-02", 24, "", "B. Officer", true, "policy is ''; it must be the reference")]
    [InlineData("person", "assessed-not-surveillance", "2026-11-02", 24, "P 7", "", true, "officer is ''; it must name the officer")]
    [InlineData("person", "assessed-not-surveillance", "x", 24, "P 7", "B. Officer", true, "dated is 'x'; it must be the date of the assessment")]
    public void What_a_session_lacks_is_refused_by_its_name(
        string authoriser, string basis, string dated, int hours, string policy, string officer, bool allowed, string? says)
    {
        var fault = new NewSession(Site, authoriser, basis, dated, Now.AddHours(hours), policy, officer)
            .FindFault(Home with { AllowsAssessedSound = allowed }, Now, out var entry);
        if (says is null)
            Assert.Null(fault);
        else
            Assert.StartsWith(says, fault, StringComparison.Ordinal);
        Assert.Equal(says is null, entry is not null);
    }

    [Fact]
    public void A_session_of_no_home_of_the_case_is_refused() =>
        Assert.StartsWith("site is 'home'; it must be a home of this case", Overt(Now.AddDays(1)).FindFault(null, Now, out _), StringComparison.Ordinal);

    [Theory]
    [InlineData("caseworker")]
    [InlineData("administrator")]
    [InlineData("operator")]
    public async Task Other_roles_enter_no_session(string role)
    {
        await OpenCaseAsync();
        using var refused = await PostAsync($"{Address}/sessions", Overt(Present.AddDays(1)), await TokenAsync(role));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Null(await GrantAsync());
    }

    /// <summary>As a control room finds it that starts.</summary>
    private async Task<(EvidenceSessions Sessions, SoundGrants Grants)> RestartedAsync(TimeProvider time)
    {
        var grants = new SoundGrants(time);
        var sessions = new EvidenceSessions(await Room.ServiceAsync<CaseBook>(), await Room.ServiceAsync<CaseJournal>(), await Room.ServiceAsync<SiteCatalog>(),
            grants, await Room.ServiceAsync<EvidenceKeys>(), time);
        await sessions.RefreshAsync(Stopping);
        return (sessions, grants);
    }
}
