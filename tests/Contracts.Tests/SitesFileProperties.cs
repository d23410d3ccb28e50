using System.Text;
using CsCheck;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Contracts.Tests;

/// <summary>What is exported is imported the same, and a damaged file is refused in a sentence that names it.</summary>
public class SitesFileProperties
{
    private const int Many = 5_000, Longest = 100;

    private static readonly byte[] Demonstration = File.ReadAllBytes(Path.Combine(Tree.Root, "shared", "demonstration.json"));

    private static readonly Gen<string> Name = Gen.String[1, Longest].Where(s => !s.Any(char.IsSurrogate));

    private static readonly Gen<SitesFile> Files =
        from version in Gen.Long[0, long.MaxValue].Nullable()
        from sites in Gen.Select(Name, Gen.Enum<SiteType>(), Gen.Bool, Gen.Bool, Name.Array[0, 4]).Array[0, 6]
        select new SitesFile
        {
            Version = version,
            Sites = [.. sites.Select((s, n) => new SiteEntry
            {
                Id = $"s{n}",
                Name = s.Item1,
                Type = s.Item2,
                TimeZone = "Europe/London",
                DemoHours = s.Item3,
                ShowPeople = s.Item4,
                Devices = [.. s.Item5.Select((name, m) => new DeviceEntry { Id = $"d{n}-{m}", Name = name, Sound = m % 2 == 0 ? new() : null })],
            })],
        };

    [Fact]
    public void What_is_exported_is_imported_the_same() => Files.Sample(file =>
    {
        var written = file.Write();
        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(SitesFile.Read(written, "sites.json").Write()));
        Assert.Equal(file.Sites.Select(s => (s.Id, s.Name, s.Type)), SitesFile.Read(written, "sites.json").Sites.Select(s => (s.Id, s.Name, s.Type)));
    }, iter: Many);

    [Fact]
    public void A_damaged_file_reads_or_is_refused_by_its_name() => Damage.Of([Demonstration]).Sample(bytes =>
    {
        try
        {
            Assert.NotNull(SitesFile.Read(bytes, "sites.json").Sites);
        }
        catch (SitesFileException e)
        {
            Assert.StartsWith("sites.json", e.Message, StringComparison.Ordinal);
        }
    }, iter: Many);

    [Theory]
    [InlineData("""{"sites":[{"id":"\ud800","name":"a","type":"TOWN","timeZone":"UTC","devices":[]}]}""")]
    [InlineData("""{"sites":[{"id":"s","name":"\udfff","type":"TOWN","timeZone":"UTC","devices":[]}]}""")]
    [InlineData("""{"sites":[{"id":"s","name":"a","type":"\ud800","timeZone":"\ud800","devices":[{"id":"d","name":"x","\ud800":1}]}]}""")]
    [InlineData("""{"\ud800":[]}""")]
    public void Half_of_a_surrogate_pair_is_refused_in_a_sentence(string json) =>
        Assert.StartsWith("sites.json", Assert.Throws<SitesFileException>(() => SitesFile.Read(Encoding.UTF8.GetBytes(json), "sites.json")).Message,
            StringComparison.Ordinal);
}
