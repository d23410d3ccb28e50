using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Contracts.Tests;

public class CameraEntryTests
{
    private const string Square = "[[0.1,0.1],[0.9,0.1],[0.9,0.9],[0.1,0.9]]";

    [Theory]
    [InlineData("{}")]
    [InlineData("""
        {"zones":[{"id":"kerb","kind":"road","polygon":[[0,0],[1,0],[1,1]],"callUp":{"number":47,"preset":3}}],
         "masks":[[[0,0],[0.2,0],[0.2,0.2]]]}
        """)]
    [InlineData("""
        {"width":768,"height":576,
         "zones":[{"id":"bench","kind":"person","polygon":[[0,0],[1,0],[1,1]],"scale":{"from":[0.1,0.5],"to":[0.3,0.5],"metres":3}}]}
        """)]
    public void A_camera_that_can_be_is_taken(string camera) => Assert.NotNull(Load(camera).Find("d1").Device.Camera);

    [Theory]
    [InlineData("""{"width":640}""", "640 and not given; both must be given, 16 to 8192, or neither")]
    [InlineData("""{"masks":[[[0,0],[1,1]]]}""", "mask 1: its polygon has 2 corners; it must have 3 to 64")]
    [InlineData("""{"masks":[[[0,0],[1,0],[1,1.5]]]}""", "mask 1: its polygon has the corner [1, 1.5]; it must be [x, y], each number 0 to 1")]
    [InlineData("""{"masks":[[[0,0],[1,0],[1]]]}""", "the corner [1]; it must be [x, y]")]
    [InlineData("""{"masks":[[[0,0],[0.5,0.5],[1,1]]]}""", "its polygon has no area")]
    public void A_camera_that_cannot_be_is_refused_with_its_device_and_the_reason(string camera, string says) => Refused(camera, says);

    [Theory]
    [InlineData("gate", "gate", null, "zone 'gate' stands twice; every zone needs its own id")]
    [InlineData("kerb side", "road", null, "zone 'kerb side': its id must be 1 to 64 letters, digits, - or _")]
    [InlineData("bench", "person", null, "zone 'bench' is for persons; it needs a scale")]
    [InlineData("bench", "person", """{"from":[0.1,0.5],"to":[0.2,0.5],"metres":4}""",
        "zone 'bench' is for persons and has 19.2 pixels a metre; it must have at least 25 (BS EN 62676-4)")]
    [InlineData("bench", "person", """{"from":[0.1,0.5],"to":[0.1,0.5],"metres":4}""", "its scale must be two different points")]
    [InlineData("bench", "person", """{"from":[0.1,0.5],"to":[0.2,0.5],"metres":0}""", "more than 0 metres between them")]
    public void A_zone_that_cannot_be_is_refused_by_its_id(string id, string kind, string? scale, string says) => Refused($$$"""
        {"width":768,"height":576,"zones":[
          {"id":"gate","kind":"gate","polygon":{{{Square}}}},
          {"id":"{{{id}}}","kind":"{{{kind}}}","polygon":{{{Square}}},"scale":{{{scale ?? "null"}}}}]}
        """, says);

    [Fact]
    public void Pixels_a_metre_go_by_both_sides_of_the_picture() => Assert.Equal(50, new ZoneEntry
    {
        Id = "z",
        Kind = ZoneKind.Road,
        Polygon = [],
        Scale = new([0, 0], [0.3, 0.4], 10),
    }.PixelsPerMetre(1000, 1000)!.Value, 1e-9);

    private static string Refused(string camera, string says)
    {
        var e = Assert.Throws<SitesFileException>(() => Load(camera));
        Assert.Contains("device 'd1', camera: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
        return e.Message;
    }

    private static SitesFile Load(string camera) => LoadDevice($$$"""{"id":"d1","name":"D","camera":{{{camera}}}}""");

    private static SitesFile LoadDevice(string device)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "sites.json");
        File.WriteAllText(file, $$$"""{"sites":[{"id":"s1","name":"S","type":"TOWN","timeZone":"UTC","devices":[{{{device}}}]}]}""");
        return SitesFile.Load(file);
    }
}
