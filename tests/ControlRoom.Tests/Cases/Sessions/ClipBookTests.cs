using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Sessions;
using Solutions.Edge.ControlRoom.Evidence;
using Solutions.Edge.ControlRoom.Live;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Sessions;

public sealed class ClipBookTests : SoundRoom
{
    [Fact]
    public async Task A_clip_lies_sealed_opens_with_a_reason_and_every_opening_is_in_the_audit()
    {
        await BeginAsync();
        var (first, second) = (await AskAsync(), await AskAsync());
        await DeliverAsync(first);
        await DeliverAsync(second);
        var (stored, other) = (await File.ReadAllBytesAsync(BytesFile(first), Stopping), await File.ReadAllBytesAsync(BytesFile(second), Stopping));
        Assert.Equal(-1, stored.AsSpan().IndexOf("RIFF"u8));
        // The same sound under another key.
        Assert.Equal(stored.Length, other.Length);
        Assert.InRange(stored.Zip(other).Count(b => b.First == b.Second), 0, stored.Length / 100);
        using var silent = await OpenAsync(first, " ");
        Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
        Assert.StartsWith("reason is ' '; it must say", await DetailAsync(silent), StringComparison.Ordinal);
        using var opened = await OpenAsync(first);
        Assert.Equal((HttpStatusCode.OK, "audio/wav", "no-store"),
            (opened.StatusCode, opened.Content.Headers.ContentType!.MediaType, opened.Headers.CacheControl!.ToString()));
        var sound = ClipWav.Read(await opened.Content.ReadAsByteArrayAsync(Stopping));
        Assert.Equal((From, 120.0, 48_000), (sound.From, sound.FullScaleDb, sound.Count));
        Assert.All(Tone(1).Zip(sound.Pascal()), p => Assert.Equal(p.First, p.Second, 1e-5));
        var row = Assert.Single(await AuditedAsync("sound clip opened"));
        Assert.Equal(($"{Case.Id} {first}", "to hear the event of 23:04", Caller.Visitor.Hand), (row.Subject, row.Detail, row.Hand));
        var facts = Assert.Single(await (await Room.ServiceAsync<ClipBook>()).OfCaseAsync(Case.Id, Stopping), c => c.Id == first);
        Assert.Equal((From, 1.0, true, CaptureCheck.Intact), (facts.From!.Value, facts.Seconds!.Value, facts.IsHere, facts.Check));
    }

    [Theory]
    [InlineData("caseworker")]
    [InlineData("administrator")]
    [InlineData("operator")]
    public async Task Other_roles_do_not_open_a_clip_and_that_they_tried_is_in_the_audit(string role)
    {
        await BeginAsync();
        var clip = await AskAsync();
        await DeliverAsync(clip);
        using var refused = await OpenAsync(clip, token: await TokenAsync(role));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Single(await AuditedAsync("refused POST /api/v1/cases/{id}/clips/{clip}/open"));
        using var officer = await OpenAsync(clip, token: await TokenAsync("environmental-health"));
        Assert.Equal(HttpStatusCode.OK, officer.StatusCode);
    }

    [Fact]
    public async Task A_byte_that_was_flipped_is_named_by_its_block_and_so_is_a_clip_of_another_key()
    {
        await BeginAsync();
        var clip = await AskAsync();
        await DeliverAsync(clip);
        var bytes = await File.ReadAllBytesAsync(BytesFile(clip), Stopping);
        bytes[70_000] ^= 1;
        await File.WriteAllBytesAsync(BytesFile(clip), bytes, Stopping);
        using var changed = await OpenAsync(clip);
        Assert.Equal(HttpStatusCode.Conflict, changed.StatusCode);
        Assert.Equal($"Clip {clip} does not open: block 1 of 3 of clip {clip} (bytes 65536 to 131071) is not as the device sealed it.",
            await DetailAsync(changed));
        Assert.Contains("block 1 of 3", Assert.Single(await AuditedAsync("sound clip not opened")).Detail, StringComparison.Ordinal);
        var other = await AskAsync();
        await DeliverAsync(other);
        File.Copy(Path.ChangeExtension(BytesFile(other), ".key"), Path.ChangeExtension(BytesFile(clip), ".key"), overwrite: true);
        using var wrong = await OpenAsync(clip);
        Assert.StartsWith($"The key of clip {clip} does not open with the evidence key of its site", await DetailAsync(wrong), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clip_of_a_closed_case_is_destroyed_after_six_years_key_first_with_a_certificate_that_stays()
    {
        await BeginAsync();
        var clip = await AskAsync();
        await DeliverAsync(clip);
        var digest = Digest(await File.ReadAllBytesAsync(BytesFile(clip), Stopping));
        await (await Room.ServiceAsync<CaseBook>()).MoveAsync(Case, CaseStage.Closed, "settled", "person 1", Stopping);
        var time = new FakeTimeProvider(Present.AddYears(6).AddHours(-1));
        Assert.Equal(0, await EraseAsync(time));
        using (var kept = await OpenAsync(clip))
            Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await EraseAsync(time));
        Assert.False(File.Exists(BytesFile(clip)));
        Assert.False(File.Exists(Path.ChangeExtension(BytesFile(clip), ".key")));
        using var gone = await OpenAsync(clip);
        Assert.Matches($"^Clip {clip} was destroyed, its key first \\(6 years after its case was closed on 20", await DetailAsync(gone));
        var facts = Assert.Single(await (await Room.ServiceAsync<ClipBook>()).OfCaseAsync(Case.Id, Stopping));
        var certificate = Assert.IsType<ClipDestroyed>(facts.Destroyed!.Body);
        Assert.Equal((clip, digest), (certificate.Clip, certificate.Sha256));
        Assert.Equal(clip, Assert.Single(await AuditedAsync("sound clip destroyed")).Subject);
        Assert.Equal(0, await EraseAsync(time));
    }

    [Fact]
    public async Task A_clip_whose_key_is_destroyed_does_not_open_although_its_bytes_are_there()
    {
        await BeginAsync();
        var clip = await AskAsync();
        await DeliverAsync(clip);
        (await Room.ServiceAsync<SealedClips>()).DestroyKey(clip);
        Assert.True(File.Exists(BytesFile(clip)));
        using var gone = await OpenAsync(clip);
        Assert.Equal($"The key of clip {clip} is not there: nothing opens it.", await DetailAsync(gone));
    }

    [Fact]
    public async Task A_clip_that_is_taken_out_of_its_case_is_destroyed_at_once()
    {
        await BeginAsync();
        var clip = await AskAsync();
        await DeliverAsync(clip);
        var facts = Assert.Single(await (await Room.ServiceAsync<ClipBook>()).OfCaseAsync(Case.Id, Stopping));
        await (await Room.ServiceAsync<CaseJournal>()).StrikeAsync(Case.Id, facts.Asked.Number, "of the wrong night", "person 1", Stopping);
        using var struck = await OpenAsync(clip);
        Assert.StartsWith($"Clip {clip} was taken out of the case (of the wrong night)", await DetailAsync(struck), StringComparison.Ordinal);
        await EraseAsync(new(Present));
        Assert.False(File.Exists(BytesFile(clip)));
        facts = Assert.Single(await (await Room.ServiceAsync<ClipBook>()).OfCaseAsync(Case.Id, Stopping));
        Assert.Equal("at a home no clip without a case", ((ClipDestroyed)facts.Destroyed!.Body).Rule);
    }

    [Theory]
    [InlineData(false, false, 30, null, null)]
    [InlineData(false, false, 31, null, "of no case, kept 31 days")]
    [InlineData(true, false, 0, null, "at a home no clip without a case")]
    [InlineData(true, true, 9000, null, null)]
    [InlineData(true, true, 2200, 10, null)]
    [InlineData(true, true, 2203, 10, "6 years after its case was closed on 2026-12-03")]
    public void How_long_a_clip_is_kept(bool isHome, bool isLinked, int days, int? closedAfter, string? rule) =>
        Assert.Equal(rule, ClipRule.Due(From, isHome, isLinked, closedAfter is { } c ? From.AddDays(c) : null, From.AddDays(days)));

    [Fact]
    public async Task A_sound_clip_is_nowhere_among_stills_and_clips_and_without_its_key_it_is_not_taken()
    {
        await BeginAsync();
        var clip = await AskAsync();
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await PutAsync(clip, 0, last: true, [1, 2, 3], wrapped: null));
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync(clip, 0, last: true, [1, 2, 3], wrapped: "AA=="));
        await DeliverAsync(clip);
        foreach (var path in new[] { $"/evidence/{clip}.clip", $"/evidence/{clip}.jpg" })
        {
            using var shown = await Room.SendAsync(new(HttpMethod.Get, path));
            Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
        }
        using var listed = await Room.SendAsync(new(HttpMethod.Get, "/api/v1/evidence"));
        Assert.DoesNotContain(clip, await listed.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
        Assert.Equal(0, await (await Room.ServiceAsync<Captures>()).EraseAsync(Present.AddYears(1), Stopping));
        using var known = await Room.SendAsync(new(HttpMethod.Get, $"{Address}/clips"));
        var item = JsonDocument.Parse(await known.Content.ReadAsStringAsync(Stopping)).RootElement[0];
        Assert.Equal((clip, "intact", true),
            (item.GetProperty("id").GetString(), item.GetProperty("check").GetString(), item.GetProperty("isHere").GetBoolean()));
    }

    [Fact]
    public async Task The_night_button_asks_for_a_clip_once_a_press()
    {
        await BeginAsync();
        var feed = await Room.ServiceAsync<Feed>();
        var pressed = From.AddMinutes(5);
        foreach (var isDown in new[] { true, true, false })
            feed.Publish(new GateReading("button", pressed.ToUnixTimeMilliseconds(), null, null, isDown));
        var book = await Room.ServiceAsync<ClipBook>();
        await Eventually.IsTrueAsync("a clip is asked for", async () => (await book.OfCaseAsync(Case.Id, Stopping)).Count > 0);
        var asked = Assert.Single(await book.OfCaseAsync(Case.Id, Stopping));
        Assert.Equal((pressed, "night button", "device button", Device), (asked.Asked.At, asked.Says.Why, asked.Asked.By, asked.Says.Device));
    }

    [Fact]
    public async Task Noise_at_night_asks_for_a_clip_of_its_moment_at_most_six_times_in_twelve_hours()
    {
        await BeginAsync();
        var (board, book) = (await Room.ServiceAsync<AlertBoard>(), await Room.ServiceAsync<ClipBook>());
        var fired = Present;
        for (var n = 0; n < NoiseNightClips.MostANight + 2; n++)
            board.Put(Noise($"a{n}", fired));
        board.Put(Noise("old", fired.AddMinutes(-2)));
        await Eventually.IsTrueAsync("the clips are asked for", async () =>
            (await book.OfCaseAsync(Case.Id, Stopping)).Count == NoiseNightClips.MostANight);
        board.Put(Noise("one more", Present));
        board.Put(Noise("a0", fired));
        // What comes after it in the journal was asked for after it.
        await AskAsync();
        var asked = await book.OfCaseAsync(Case.Id, Stopping);
        Assert.Equal(NoiseNightClips.MostANight + 1, asked.Count);
        Assert.All(asked.Take(NoiseNightClips.MostANight), c => Assert.Equal((fired.ToUnixTimeMilliseconds(), "NOISE-NIGHT", "control room"),
            (c.Asked.At.ToUnixTimeMilliseconds(), c.Says.Why, c.Asked.By)));
    }

    private static AlertRow Noise(string id, DateTimeOffset fired) => new(id, "NOISE-NIGHT", "Noise at night", Site, "Home H-1", SiteType.HOME, 3,
        AlertState.Unacknowledged, "loud", fired, fired, fired, null, 1, null, null, []);
}
