using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Packs;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;
using Solutions.Edge.ControlRoom.Cases.Sessions;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Sessions;

/// <summary>Sound that an officer chooses for a pack, and what becomes of it.</summary>
public sealed class PackSoundTests : SoundRoom
{
    private const string Why = "the music of 23:04, for the hearing";

    [Fact]
    public async Task A_chosen_clip_is_in_the_pack_with_mark_digest_and_scale_and_its_certificate_names_the_pack()
    {
        await BeginAsync();
        var (chosen, other) = (await AskAsync(), await AskAsync());
        await DeliverAsync(chosen);
        await DeliverAsync(other);
        using var none = await PostAsync($"{Address}/packs", new PackWish(1, "2026-11-23"));
        Assert.DoesNotContain(await PartsAsync(none), p => p.Key.StartsWith("clips/", StringComparison.Ordinal));

        using var made = await PostAsync($"{Address}/packs", Wish(chosen));
        var parts = await PartsAsync(made);
        Assert.Equal($"clips/{chosen}.wav", Assert.Single(parts.Keys, p => p.StartsWith("clips/", StringComparison.Ordinal)));
        var wav = parts[$"clips/{chosen}.wav"];
        Assert.Equal((From, 120.0), (ClipWav.Read(wav).From, ClipWav.Read(wav).FullScaleDb));
        var digest = Convert.ToHexStringLower(SHA256.HashData(wav));
        var table = Encoding.UTF8.GetString(parts["clips.csv"]);
        Assert.Contains($"(initials)/6,clips/{chosen}.wav,{digest},120.00,no enhancement was applied,\"{Why}\"", table, StringComparison.Ordinal);
        Assert.Contains($"Sound of clip {other}", Encoding.UTF8.GetString(parts["unused.csv"]), StringComparison.Ordinal);

        var pack = ((PackMade)(await (await Room.ServiceAsync<CaseJournal>()).ReadAsync<PackMade>(Case.Id, Stopping))[^1].Body).File;
        Assert.Equal(Why, Assert.Single(await AuditedAsync("sound clip opened")).Detail);
        var row = Assert.Single(await AuditedAsync("sound clip disclosed"));
        Assert.Equal(($"{Case.Id} {chosen}", $"{pack} in full, (initials)/6: {Why}"), (row.Subject, row.Detail));
        var disclosed = Assert.Single(await (await Room.ServiceAsync<CaseJournal>()).ReadAsync<ClipDisclosed>(Case.Id, Stopping));
        Assert.Equal(new ClipDisclosed(chosen, digest, pack, "in full", "(initials)/6", Why), disclosed.Body);

        var kept = Path.Combine(Room.Data, PackFolder.Name, pack);
        Assert.True(File.Exists(kept));
        Assert.All(Directory.GetFiles(Path.GetDirectoryName(kept)!), f => Assert.EndsWith(".zip", f, StringComparison.Ordinal));
        var facts = (await (await Room.ServiceAsync<ClipBook>()).OfCaseAsync(Case.Id, Stopping)).Single(c => c.Id == chosen);
        await (await Room.ServiceAsync<CaseJournal>()).StrikeAsync(Case.Id, facts.Asked.Number, "of the wrong night", "person 1", Stopping);
        await EraseAsync(new(Present));
        facts = (await (await Room.ServiceAsync<ClipBook>()).OfCaseAsync(Case.Id, Stopping)).Single(c => c.Id == chosen);
        Assert.Contains($"A copy of its sound was disclosed in pack {pack} in full on 20", facts.Destroyed!.Body.Words, StringComparison.Ordinal);
        Assert.False(File.Exists(kept));
        using var late = await PostAsync($"{Address}/packs", Wish(chosen));
        Assert.Contains("was destroyed, its key first", await DetailAsync(late), StringComparison.Ordinal);
        Assert.Single(await (await Room.ServiceAsync<CaseJournal>()).ReadAsync<ClipDisclosed>(Case.Id, Stopping));
    }

    [Fact]
    public async Task No_sound_goes_out_without_a_reason_a_right_or_to_an_agency_that_may_not_have_it()
    {
        await BeginAsync();
        var clip = await AskAsync();
        await DeliverAsync(clip);
        foreach (var (wish, status, words) in new (PackWish, HttpStatusCode, string)[]
        {
            (Wish(clip, " "), HttpStatusCode.BadRequest, $"The reason of clip '{clip}' is ' '; it must say"),
            (Wish(clip) with { Clips = [new(clip, Why), new(clip, Why)] }, HttpStatusCode.BadRequest, "twice"),
            (Wish(clip) with { For = "police" }, HttpStatusCode.Conflict, "for is 'police', whose variant holds no sound unless SOLUTIONS__PACKS__SOUNDFOR"),
            (Wish("none"), HttpStatusCode.Conflict, "has no clip 'none'"),
        })
        {
            using var refused = await PostAsync($"{Address}/packs", wish);
            Assert.Equal(status, refused.StatusCode);
            Assert.Contains(words, await DetailAsync(refused), StringComparison.Ordinal);
        }
        using var caseworker = await PostAsync($"{Address}/packs", Wish(clip), await TokenAsync("caseworker"));
        Assert.Equal(HttpStatusCode.Forbidden, caseworker.StatusCode);
        Assert.Empty(await AuditedAsync("sound clip disclosed"));
        Assert.Empty(await AuditedAsync("sound clip opened"));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("police; housing", null)]
    [InlineData("press", "SOLUTIONS__PACKS__SOUNDFOR holds 'press'; it must be police, licensing, housing, separated by semicolons.")]
    [InlineData("full", "SOLUTIONS__PACKS__SOUNDFOR holds 'full'; it must be police, licensing, housing, separated by semicolons.")]
    public void The_setting_names_agencies(string value, string? fault)
    {
        var settings = new PacksSettings { SoundFor = value };
        Assert.Equal(fault, settings.FindFault());
        Assert.True(settings.MayHoldSound(Redaction.Full));
        Assert.Equal(value.Contains("police", StringComparison.Ordinal), settings.MayHoldSound(Redaction.Find("police")!));
        Assert.False(settings.MayHoldSound(Redaction.Find("licensing")!));
    }

    private static PackWish Wish(string clip, string why = Why) => new(1, "2026-11-23", Clips: [new(clip, why)]);

    private static async Task<Dictionary<string, byte[]>> PartsAsync(HttpResponseMessage made)
    {
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        using var zip = new ZipArchive(await made.Content.ReadAsStreamAsync(Stopping));
        var parts = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries)
        {
            using var copy = new MemoryStream();
            await using (var content = entry.Open())
                await content.CopyToAsync(copy, Stopping);
            parts.Add(entry.FullName, copy.ToArray());
        }
        return parts;
    }
}
