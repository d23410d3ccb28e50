using System.Text;
using System.Text.Json.Nodes;

namespace Solutions.Edge.Contracts.Tests;

public class PlaceConfigurationTests
{
    private const string Square = "[[0.1,0.1],[0.9,0.1],[0.9,0.9],[0.1,0.9]]";

    [Fact]
    public void The_same_content_has_the_same_version_and_another_has_another()
    {
        var street = new PlaceConfiguration { Type = SiteType.STREET, Masks = [[[0, 0], [1, 0], [1, 1]]] };
        var version = street.Numbered().Version;
        Assert.InRange(version, 1, PlaceConfiguration.HighestVersion);
        Assert.Equal(version, (street with { Version = 7 }).Numbered().Version);
        Assert.Equal(version, PlaceConfiguration.Read(street.Numbered().Write()).Numbered().Version);
        Assert.All([street with { ShowPeople = true }, street with { Type = SiteType.TOWN }, street with { Masks = [] }], other =>
            Assert.NotEqual(version, other.Numbered().Version));
    }

    [Fact]
    public void What_is_left_out_is_nothing_and_what_is_not_known_is_passed_over()
    {
        var read = Read("""{"v":1,"version":1,"type":"ALLEY","shade":0.5}""");
        Assert.Equal((SiteType.ALLEY, false), (read.Type, read.ShowPeople));
        Assert.Empty(read.Zones);
        Assert.Empty(read.Masks);
    }

    [Theory]
    [InlineData("""{"v":2,"version":1,"type":"ALLEY"}""", "v is 2; it must be 1")]
    [InlineData("""{"v":1,"version":0,"type":"ALLEY"}""", "version is 0; it must be 1 to 9007199254740991")]
    [InlineData("""{"v":1,"version":9007199254740992,"type":"ALLEY"}""", "version is 9007199254740992; it must be 1 to 9007199254740991")]
    [InlineData("""{"v":1,"type":"ALLEY"}""", "version is missing; it must be a whole number")]
    [InlineData("""{"v":1,"version":1,"type":"PUB"}""", "type is \"PUB\"; it must be one of")]
    [InlineData("""{"v":1,"version":1,"type":9}""", "type is 9; it must be one of TOWN, STREET, HOME, ALLEY, VENUE")]
    [InlineData("""{"v":1,"version":1,"type":"ALLEY","showPeople":"yes"}""", "showPeople is \"yes\"; it must be true or false")]
    [InlineData("""{"v":1,"version":1,"type":"ALLEY","zones":null}""", "zones is null; it must be")]
    [InlineData("""{"v":1,"version":1,"type":"ALLEY","zones":[null]}""", "a zone or a mask is null; each must be given")]
    [InlineData("""{"v":1,"version":1,"type":"ALLEY","masks":[null]}""", "a zone or a mask is null; each must be given")]
    [InlineData("""{"v":1,"version":1,"type":"ALLEY","masks":[[null,[1,0],[1,1]]]}""", "mask 1: its polygon has the corner []; it must be [x, y]")]
    [InlineData("""{"v":1,"version":1,"type":"ALLEY","masks":[[[0,0],[1,0],[1,1e99]]]}""", "mask 1: its polygon has the corner")]
    [InlineData("""{"v":1,"version":1,"type":"ALLEY","zones":[{"id":"a b","kind":"road","polygon":[[0,0],[1,0],[1,1]]}]}""",
        "zone 'a b': its id must be 1 to 64 letters, digits, - or _")]
    [InlineData("""{"v":1,"version":1,"type":"ALLEY","zones":[{"id":"a","kind":"person","polygon":[[0,0],[1,0],[1,1]]}]}""",
        "zone 'a' is for persons; it needs a scale")]
    [InlineData("""{"v":1,"version":1,"type":"HOME","sound":{"session":"e 1","expires":"2026-12-01T07:00:00.000Z","key":"AA=="}}""",
        "sound.session is e 1; it must be an id")]
    [InlineData("""{"v":1,"version":1,"type":"HOME","sound":{"session":"e1","expires":"2026-12-01T07:00:00.000Z","key":"AA=="}}""",
        "sound.key is AA==; it must be a public key of P-256")]
    [InlineData("""{"v":1,"version":1,"type":"HOME","sound":{"session":"e1","expires":"0001-01-01T00:00:00.000Z","key":"AA=="}}""", "sound.expires is")]
    [InlineData("""{"v":1,"version":1,"type":"HOME","sound":{"session":"e1"}}""", "sound")]
    [InlineData("[]", "the record is a JSON Array; it must be an object")]
    [InlineData("null", "the configuration is null; it must be a JSON object")]
    [InlineData("", "the configuration has 0 bytes; it must have 1 to 524288")]
    public void What_cannot_be_is_refused_with_the_field_and_what_would_be_right(string json, string says) => Refused(json, says);

    [Fact]
    public void More_zones_than_a_motion_record_can_tell_of_and_as_many_masks_are_refused()
    {
        var zones = string.Join(',', Enumerable.Range(0, 65).Select(n => $$"""{"id":"z{{n}}","kind":"road","polygon":{{Square}}}"""));
        Refused($$"""{"v":1,"version":1,"type":"ALLEY","zones":[{{zones}}]}""", "it has 65 zones; it must have at most 64");
        Refused($$"""{"v":1,"version":1,"type":"ALLEY","masks":[{{string.Join(',', Enumerable.Repeat(Square, 65))}}]}""",
            "it has 65 masks; it must have at most 64");
    }

    [Fact]
    public void The_largest_that_can_be_is_within_what_a_message_may_have()
    {
        double[][] polygon = [.. Enumerable.Range(0, 64).Select(n => new[] { 0.5 + Math.Sin(n) / 3, 0.5 + Math.Cos(n) / 3 })];
        var largest = new PlaceConfiguration
        {
            Type = SiteType.TOWN,
            Zones = [.. Enumerable.Range(0, 64).Select(n => new ZoneEntry
            {
                Id = $"{n}".PadLeft(64, 'z'),
                Kind = ZoneKind.Person,
                Polygon = polygon,
                Scale = new(polygon[0], polygon[1], 1 / 3.0),
            })],
            Masks = [.. Enumerable.Repeat(polygon, 64)],
        }.Numbered();
        Assert.Equal(largest.Version, PlaceConfiguration.Read(largest.Write()).Version);
    }

    [Fact]
    public void No_device_is_told_which_council_camera_sees_a_zone_if_none_does()
    {
        var zone = new ZoneEntry { Id = "a", Kind = ZoneKind.Road, Polygon = [[0, 0], [1, 0], [1, 1]] };
        var written = JsonNode.Parse(new PlaceConfiguration { Zones = [zone] }.Numbered().Write())!;
        Assert.Equal(["id", "kind", "polygon", "scale"], written["zones"]![0]!.AsObject().Select(p => p.Key));
    }

    [Theory]
    [InlineData("""{"state":"asleep","boot":"9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f","connection":1}""", "state is asleep; it must be online or offline")]
    [InlineData("""{"state":"online","boot":"9f","connection":1}""", "boot is 9f; it must be 32 lower-case hexadecimal digits")]
    [InlineData("""{"state":"online","boot":"9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f","connection":0}""", "connection is 0; it must be 1 or more")]
    [InlineData("""{"state":"online","boot":"9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f","connection":1,"config":-1}""",
        "config is -1; it must be 0 to 9007199254740991, or absent")]
    [InlineData("""{"state":"online","connection":1}""", "boot is missing; it must be a text")]
    public void A_status_that_cannot_be_is_refused_with_the_field_and_what_would_be_right(string json, string says) =>
        Assert.StartsWith(says, Assert.Throws<RecordException>(() => StatusMessage.Read(Encoding.UTF8.GetBytes(json))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_device_older_than_the_configuration_states_none() =>
        Assert.Null(StatusMessage.Read("""{"state":"online","boot":"9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f","connection":1}"""u8).Config);

    private static PlaceConfiguration Read(string json) => PlaceConfiguration.Read(Encoding.UTF8.GetBytes(json));

    private static void Refused(string json, string says) =>
        Assert.Contains(says, Assert.Throws<RecordException>(() => Read(json)).Message, StringComparison.Ordinal);
}
