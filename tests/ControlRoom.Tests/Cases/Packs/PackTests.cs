using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Cases.Packs;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;
using Solutions.Edge.ControlRoom.Cases.Packs.Sealed;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Packs;

/// <summary>A pack as the API makes it of stored nights.</summary>
public partial class PackTests(PackRoom room, ITestOutputHelper output) : IClassFixture<PackRoom>
{
    private static readonly CancellationToken Stopping = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_figure_of_a_pack_follows_from_its_tables_to_the_last_digit()
    {
        // Of each kind of night one: see SampleNights.
        var begun = TimeProvider.System.GetTimestamp();
        var bytes = await room.MakeAsync(Roles.EnvironmentalHealth, new PackWish(PackRoom.Nights));
        output.WriteLine(FormattableString.Invariant(
            $"{PackRoom.Nights} nights: {bytes.Length} bytes in {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:0.0} s."));
        Assert.True(SealedCheck.Check(new MemoryStream(bytes)).IsWhole);

        var anew = new Recomputed(bytes);
        var figures = anew.Table("figures.csv");
        Assert.True(figures.Count > PackRoom.Nights * 13, $"{figures.Count} figures");
        Assert.Equal(figures.Select(f => $"{f["id"]} {f["night"]} {f["quantity"]} = {anew.Value(f)}"),
            figures.Select(f => $"{f["id"]} {f["night"]} {f["quantity"]} = {f["value"]}"));
        var events = anew.Table("events.csv");
        Assert.NotEmpty(events);
        Assert.All(events, e => Assert.Equal(anew.Event(e), (Bare(e["LAeq"]), Bare(e["LAFmax"]), Bare(e["over"]))));
        // The nights differ enough for all rules to have had their turn.
        foreach (var sign in new[] { "≥ ", "≤ " })
            Assert.Contains(figures, f => f["value"].StartsWith(sign, StringComparison.Ordinal));

        var pages = PdfText.Pages(Part(bytes, "pack.pdf"));
        var printed = Figure().Matches(string.Join(' ', pages)).Select(m => (Id: m.Groups["id"].Value, Value: m.Groups["value"].Value)).ToList();
        Assert.NotEmpty(printed);
        Assert.All(printed, p => Assert.Equal(figures.Single(f => f["id"] == p.Id) is var f && f["value"] == "-" ? "not known"
            : $"{f["value"]} {f["unit"]}".Trim(), p.Value));
        // Each is printed but those that are of programs only.
        Assert.Empty(figures.Select(f => f["id"]).Except(printed.Select(p => p.Id)));
        // Every level and share on page 1 is one of them.
        Assert.All(Level().Matches(pages[0]).Select(m => m.Value), level => Assert.Contains(figures, f => $"{f["value"]} {f["unit"]}" == level));
    }

    [Fact]
    public async Task A_pack_is_made_by_those_that_review_noise_and_stands_in_journal_and_audit()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await room.PostAsync(Roles.Caseworker, room.Case.Id, new(1))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await room.PostAsync(Roles.Operator, room.Case.Id, new(1))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await room.PostAsync(Roles.EnvironmentalHealth, "c-none", new(1))).Status);
        foreach (var wrong in new PackWish[] { new(0), new(15), new(7, "2026-02-30"), new(7, null, "press") })
            Assert.Equal(HttpStatusCode.BadRequest, (await room.PostAsync(Roles.EnvironmentalHealth, room.Case.Id, wrong)).Status);

        var bytes = await room.MakeAsync(Roles.EnvironmentalHealth, new PackWish(1));
        var entry = (await room.Journal.ReadAsync<PackMade>(room.Case.Id, Stopping))[^1];
        var made = (PackMade)entry.Body;
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), made.Sha256);
        Assert.Equal(PackCheck.Check(new MemoryStream(bytes)).Fingerprint, made.Fingerprint);
        Assert.Equal(bytes, await room.GetAsync(Roles.EnvironmentalHealth, $"api/v1/cases/{room.Case.Id}/packs/{entry.Number}"));
        var row = Assert.Single(await room.App.Services.GetRequiredService<AuditLog>().FindAsync(made.File, null, 10, Stopping), r => r.Act == "pack made");
        Assert.Contains(made.Fingerprint, row.Detail, StringComparison.Ordinal);
        Assert.StartsWith("token", row.Hand, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pack_for_an_agency_lacks_what_it_may_not_have_and_verifies_by_itself()
    {
        foreach (var agency in Redaction.All)
        {
            var bytes = await room.MakeAsync(Roles.EnvironmentalHealth, new PackWish(1, null, agency.Id));
            var verdict = PackCheck.Check(new MemoryStream(bytes));
            Assert.True(verdict.IsWhole, string.Join('\n', verdict.Faults));
            Assert.Equal(agency.Name, verdict.Manifest!.Variant);
            var text = string.Concat(verdict.Manifest.Parts.Where(p => p.Rows is not null).Select(p => System.Text.Encoding.UTF8.GetString(Part(bytes,
                p.Name))))
                + string.Join(' ', PdfText.Pages(Part(bytes, "pack.pdf")));
            foreach (var (field, what) in new[] { (PackField.Home, "Bedroom of the Smiths"), (PackField.Complaint, "music through the wall"),
                (PackField.Hands, "person 7") })
                Assert.Equal((agency.Id, field, agency.Has(field)), (agency.Id, field, text.Contains(what, StringComparison.Ordinal)));
            Assert.Equal(agency.Has(PackField.Audit), verdict.Manifest.Parts.Any(p => p.Name == "audit.csv"));
            Assert.Equal(agency.Has(PackField.Seconds), verdict.Manifest.Parts.Any(p => p.Name.EndsWith("-seconds.csv", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task The_desk_states_what_a_pack_of_now_states_also_where_it_takes_nights_that_are_kept()
    {
        var gather = room.App.Services.GetRequiredService<PackGather>();
        var caller = Caller.Visitor;
        var packed = Stated(await gather.ReadAsync(room.Case, new(2), caller, Stopping));
        for (var look = 0; look < 2; look++)
            Assert.Equal(packed, Stated(await gather.LookAsync(room.Case, new(2), caller, Stopping)));

        static IEnumerable<string> Stated(PackFacts facts)
        {
            var figures = PackFigures.Of(facts);
            return [.. figures.All.Select(f => f.ToString()), .. PackDoubts.Of(facts, figures).Select(d => d.ToString()), .. PackContradictions.Of(facts)];
        }
    }

    private static string Bare(string level) => level.TrimStart('≥', '≤', '≷', ' ');

    private static byte[] Part(byte[] pack, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(pack));
        using var copy = new MemoryStream();
        using var content = zip.GetEntry(name)!.Open();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    [GeneratedRegex(@"(?<value>not known|(?:[≥≤≷] )?-?[\d.]+(?: (?:dB|%|s|ms|m/s|mm/h))?) \[(?<id>F\d+)\]")]
    private static partial Regex Figure();

    [GeneratedRegex(@"(?:[≥≤≷] )?[\d.]+ (?:dB|%)")]
    private static partial Regex Level();
}
