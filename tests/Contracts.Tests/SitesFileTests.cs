using System.Text;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Contracts.Tests;

public class SitesFileTests
{
    [Fact]
    public void The_demonstrations_sites_load_and_its_home_has_no_camera()
    {
        var sites = SitesFile.Load(Path.Combine(Tree.Root, "shared", "demonstration.json"));
        Assert.Equal([SiteType.TOWN, SiteType.HOME, SiteType.ALLEY, SiteType.TOWN], sites.Sites.Select(s => s.Type));
        var (site, device) = sites.Find("d-0c96d2");
        Assert.Equal(("s-38fa05", LockType.Keyed), (site.Id, device.Gate!.Lock));
    }

    [Fact]
    public void Keys_of_a_devices_hardware_are_passed_over_with_a_remark_that_names_each_once()
    {
        var file = Read("""
            {
              // As sites files were.
              "sites": [{ "id": "s1", "name": "S", "type": "ALLEY", "timeZone": "UTC", "devices": [
                { "id": "d1", "name": "D", "scene": { "name": "town", "seed": 1 }, "sound": { "source": "scene", "selfNoiseDba": 18 },
                  "camera": { "source": "command", "command": ["x"], "format": "mjpeg", "width": 640, "height": 360, "framesPerSecond": 5 } },
                { "id": "d2", "name": "E", "sound": { "source": "file", "path": "x.wav", "sensitivityDbfs": -30 },
                  "gate": { "source": "scene", "lock": "electronic" } },
              ] }],
            }
            """);
        Assert.Equal("passed over: scene, sound.source, sound.selfNoiseDba, camera.source, camera.command, camera.format, camera.framesPerSecond, sound.path, "
            + "sound.sensitivityDbfs, gate.source; what a device knows of its hardware stands in its own file, /etc/solutions-agent/agent.json", file.Remark);
        Assert.Equal((640, LockType.Electronic), (file.Find("d1").Device.Camera!.Width!.Value, file.Find("d2").Device.Gate!.Lock));
        Assert.NotNull(file.Find("d2").Device.Sound);
        Assert.Null(Read(Encoding.UTF8.GetString(file.Write())).Remark);
    }

    [Theory]
    [InlineData("\"camera\": { \"lens\": 4 }", "lens")]
    [InlineData("\"gate\": { \"source\": \"scene\", \"source\": \"file\" }", "source")]
    [InlineData("\"colour\": \"red\"", "colour")]
    public void Another_key_that_is_not_known_is_refused_as_ever(string key, string says)
    {
        var json = $$"""{"sites":[{"id":"s1","name":"S","type":"ALLEY","timeZone":"UTC","devices":[{"id":"d1","name":"D",{{key}}}]}]}""";
        Assert.Contains(says, Assert.Throws<SitesFileException>(() => Read(json)).Message, StringComparison.Ordinal);
    }

    private static SitesFile Read(string json) => SitesFile.Read(Encoding.UTF8.GetBytes(json), "the file");

    [Fact]
    public void A_site_hides_people_unless_it_says_otherwise()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "sites.json");
        File.WriteAllText(file, """
            {"sites":[
              {"id":"s1","name":"S","type":"ALLEY","timeZone":"UTC","devices":[]},
              {"id":"s2","name":"S","type":"ALLEY","timeZone":"UTC","showPeople":true,"devices":[]}]}
            """);
        Assert.Equal([false, true], SitesFile.Load(file).Sites.Select(s => s.ShowPeople));
    }

    [Fact]
    public void A_device_that_is_not_there_is_answered_with_those_that_are() => Assert.Contains("no device is called 'x'; there are d-51f0aa",
        Assert.Throws<SitesFileException>(() => SitesFile.Load(Path.Combine(Tree.Root, "shared", "demonstration.json")).Find("x")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("HOME", "Europe/London", "s1", "d1", "site 's1' is a HOME and has a camera")]
    [InlineData("TOWN", "Europe/Camelot", "s1", "d1", "timeZone 'Europe/Camelot' must be an IANA time zone")]
    [InlineData("TOWN", "Europe/London", "same", "same", "id 'same' stands twice")]
    [InlineData("TOWN", "Europe/London", "s1", "d/1", "id 'd/1' must be 1 to 64 letters, digits, - or _")]
    [InlineData("PUB", "Europe/London", "s1", "d1", "sites[0].type is \"PUB\"; it must be one of TOWN, STREET, HOME, ALLEY, VENUE")]
    public void A_site_that_cannot_be_is_refused_with_its_name_and_the_reason(string type, string zone, string site, string device, string says) =>
        Assert.Contains(says, Refused($$$"""
            {"sites":[{"id":"{{{site}}}","name":"S","type":"{{{type}}}","timeZone":"{{{zone}}}",
             "devices":[{"id":"{{{device}}}","name":"D","camera":{}}]}]}
            """), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"sites":[{"id":"s1","name":"S","type":"TOWN","timeZone":"UTC","devices":[],"colour":"red"}]}""",
        "sites[0] holds 'colour', which is not known; it may hold id, name, type, timeZone, hours")]
    [InlineData("""{"sites":[{"id":"s1","name":"S","type":"TOWN","timeZone":"UTC"}]}""", "sites[0] has no devices; it must be a list")]
    [InlineData("""{"sites":[{"id":"s1","name":"","type":"TOWN","timeZone":"UTC","devices":[]}]}""",
        "site 's1': its name has 0 characters; it must have 1 to 200")]
    [InlineData("""{"sites":[{"id":"s1","name":null,"type":"TOWN","timeZone":"UTC","devices":[]}]}""", "sites[0].name is null; it must be a text")]
    [InlineData("""{"sites":[null]}""", "sites holds null; every one of a list must be given")]
    [InlineData("""{"sites":[{"id":"s1","name":"S","type":"TOWN","timeZone":"UTC","devices":[null]}]}""", "sites[0].devices holds null")]
    [InlineData("""{"sites":[{"id":"s1","name":"S","type":"TOWN","timeZone":"UTC","devices":[],"hours":{"night":"11pm"}}]}""",
        "sites[0].hours.night is \"11pm\"; it must be two different times of day such as 23:00-07:00")]
    [InlineData("""{"sites":[{"id":"s1","name":"S","type":"TOWN","timeZone":"UTC","devices":[],"hours":{"binDays":["tuesday","doomsday"]}}]}""",
        "sites[0].hours.binDays[1] is \"doomsday\"; it must be one of sunday, monday")]
    [InlineData("""{"sites":[{"id":"s1","name":"S","type":"TOWN","timeZone":"UTC","devices":[],"hours":{"binHours":"22:00-03:00"}}]}""",
        "site 's1', hours: binHours is 22:00-03:00; it must begin and end on one day, such as 07:00-11:00")]
    [InlineData("null", "is empty; it must hold {\"sites\":[…]}")]
    [InlineData("{", "cannot be read as a sites file")]
    public void A_file_that_is_no_sites_file_is_refused(string json, string says) => Assert.Contains(says, Refused(json), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Contains("/nowhere/sites.json cannot be read",
            Assert.Throws<SitesFileException>(() => SitesFile.Load("/nowhere/sites.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_site_has_the_hours_that_it_gives_and_for_the_others_those_of_the_town()
    {
        var hours = SitesFile.Read("""
            {"sites":[{"id":"s1","name":"S","type":"ALLEY","timeZone":"UTC","devices":[],"hours":{"closed":"21:30-06:30","binDays":["tuesday"]}}]}
            """u8.ToArray(), "it").Sites[0].Hours;
        Assert.Equal(("23:00-07:00", "21:30-06:30", "20:00-04:00", "07:00-11:00", DayOfWeek.Tuesday),
            (hours.Night.ToString(), hours.Closed.ToString(), hours.NightTimeEconomy.ToString(), hours.BinHours.ToString(), Assert.Single(hours.BinDays)));
    }

    [Fact]
    public void What_is_written_reads_as_the_same()
    {
        var file = SitesFile.Load(Path.Combine(Tree.Root, "shared", "demonstration.json")) with { Version = 7 };
        var again = SitesFile.Read(file.Write(), "it");
        Assert.Equal(7, again.Version);
        Assert.Equal(file.Write(), again.Write());
    }

    private static string Refused(string json)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "sites.json");
        File.WriteAllText(file, json);
        return Assert.Throws<SitesFileException>(() => SitesFile.Load(file)).Message;
    }
}
