using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Sites.Pages;

namespace Solutions.Edge.ControlRoom.Tests.Sites.Pages;

/// <summary>What is typed into the forms of a site, a device and a zone.</summary>
public class SiteFormTests
{
    private static readonly SiteEntry Present = new()
    {
        Id = "s1",
        Name = "Old name",
        Type = SiteType.TOWN,
        TimeZone = "Europe/London",
        SeededLAeq = 51,
        Devices = [new() { Id = "d1", Name = "Lamp", Sound = new() }],
    };

    [Fact]
    public void A_site_is_what_its_form_says_and_keeps_what_has_no_field()
    {
        Assert.Null(SiteForm.Read(Present, Form(("type", "ALLEY"), ("binDays", "Monday"), ("binDays", "Friday"), ("privacy", "showPeople"),
            ("callUpCamera", "12"), ("callUpPreset", "3"), ("night", "22:30-06:30")), out var site));
        Assert.Equal(("New name", SiteType.ALLEY, "22:30-06:30", true, false),
            (site.Name, site.Type, site.Hours.Night.ToString(), site.ShowPeople, site.TellsHomeAlerts));
        Assert.False(site.AllowsAssessedSound);
        Assert.Null(SiteForm.Read(Present, Form(("type", "HOME"), ("privacy", "allowsAssessedSound")), out var home));
        Assert.Equal((true, false), (home.AllowsAssessedSound, home.ShowPeople));
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Friday], site.Hours.BinDays);
        Assert.Equal((new CouncilCamera(12, 3), 51, "d1"), (site.CallUp, site.SeededLAeq, Assert.Single(site.Devices).Id));
    }

    [Theory]
    [InlineData("type", "TOWNS", "type is 'TOWNS'; it must be one of TOWN, STREET, HOME, ALLEY, VENUE")]
    [InlineData("type", "1", "type is '1'; it must be one of TOWN, STREET, HOME, ALLEY, VENUE")]
    [InlineData("night", "25:00-07:00", "night is '25:00-07:00'; it must be two different times of day such as 23:00-07:00")]
    [InlineData("binHours", "23:00-07:00", "site 's1', hours: binHours is 23:00-07:00; it must begin and end on one day, such as 07:00-11:00")]
    [InlineData("binDays", "Caturday", "binDays is 'Caturday'; it must be one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday")]
    [InlineData("licensed", "10-23", "licensed is '10-23'; it must be two different times of day such as 10:00-23:00, or not given")]
    [InlineData("fireworksNights", "11-05 24:00, 5 Nov",
        "fireworksNights holds '5 Nov'; each must be a day and its curfew, such as 11-05 24:00 or 2026-11-08 01:00, with commas between")]
    [InlineData("timeZone", "Mars/Base", "site 's1': timeZone 'Mars/Base' must be an IANA time zone such as Europe/London")]
    [InlineData("callUpCamera", "12", "the camera to call up is '12' with preset ''; both must be whole numbers, or neither be given")]
    public void What_cannot_be_of_a_site_is_named_with_what_would_be_right(string field, string value, string sentence) =>
        Assert.Equal(sentence, SiteForm.Read(Present, Form((field, value)), out _));

    [Fact]
    public void Licensed_hours_and_nights_of_fireworks_are_read_and_stay_as_they_are_where_a_form_has_no_field_for_them()
    {
        Assert.Null(SiteForm.Read(Present, Form(("licensed", "10:00-02:00"), ("fireworksNights", "11-05 24:00,2026-11-08 01:00")), out var site));
        Assert.Equal(("10:00-02:00", "11-05 24:00 2026-11-08 01:00"), (site.Hours.Licensed.ToString(), string.Join(' ', site.Hours.FireworksNights)));
        Assert.Null(SiteForm.Read(site, Form(), out var same));
        Assert.Equal((site.Hours.Licensed, 2), (same.Hours.Licensed, same.Hours.FireworksNights.Count));
        Assert.Null(SiteForm.Read(site, Form(("licensed", ""), ("fireworksNights", "")), out var none));
        Assert.Equal((null, 0), (none.Hours.Licensed, none.Hours.FireworksNights.Count));
    }

    [Fact]
    public void A_device_keeps_its_zones_when_its_name_and_its_masks_change()
    {
        var camera = new CameraEntry { Zones = [new() { Id = "road", Kind = ZoneKind.Road, Polygon = [[0, 0], [1, 0], [1, 1]] }] };
        Assert.Null(DeviceForm.Read(Present.Devices[0] with { Camera = camera }, Form(("fitted", "camera"), ("gate", "Electronic"), ("width", "640"),
            ("height", "360"), ("masks", "0,0 0.5,0 0.5,0.25\r\n0.1,0.1 0.2,0.1 0.2,0.2\r\n")), out var device));
        Assert.Equal(("New name", null, LockType.Electronic, 640, 360),
            (device.Name, device.Sound, device.Gate?.Lock, device.Camera?.Width, device.Camera?.Height));
        Assert.Equal(["road"], device.Camera!.Zones.Select(z => z.Id));
        Assert.Equal([[[0, 0], [0.5, 0], [0.5, 0.25]], [[0.1, 0.1], [0.2, 0.1], [0.2, 0.2]]], device.Camera.Masks);
    }

    [Theory]
    [InlineData("masks", "0,0 1", "mask 1 holds '1'; each point must be x,y in parts of the picture, such as 0.25,0.5, with spaces between points")]
    [InlineData("width", "wide", "width is 'wide'; it must be the picture's pixels, 16 to 8192, or not given")]
    [InlineData("gate", "open", "gate is 'open'; it must be one of Keyed, KeyedWithoutBoltSensor, Electronic")]
    public void What_cannot_be_of_a_device_is_named(string field, string value, string sentence) =>
        Assert.Equal(sentence, DeviceForm.Read(Present.Devices[0], Form(("fitted", "camera"), (field, value)), out _));

    [Fact]
    public void A_zone_is_read_as_it_is_written()
    {
        Assert.Null(DeviceForm.ReadZone(Form(("zone", "pavement"), ("kind", "Person"), ("polygon", "0.1,0.5  0.9,0.5\n0.9,1"), ("scale", "0.2,0.8 0.6,0.8"),
            ("metres", "4.5")), out var zone));
        Assert.Equal(("pavement", ZoneKind.Person, "0.1,0.5 0.9,0.5 0.9,1", 4.5),
            (zone!.Id, zone.Kind, PointText.Write(zone.Polygon), zone.Scale!.Metres));
    }

    [Theory]
    [InlineData("polygon", "0,0 1,0", "zone 'gateway': its polygon has 2 corners; it must have 3 to 64")]
    [InlineData("kind", "Door", "kind is 'Door'; it must be one of Person, Road, KeepClear, Gate, Ignore")]
    [InlineData("kind", "Person", "zone 'gateway' is for persons; it needs a scale, so that its pixels a metre are known")]
    [InlineData("scale", "0,0 1,0",
        "the scale is '0,0 1,0' with '' metres; it must be two points such as 0.2,0.8 0.6,0.8 and how many metres lie between them")]
    public void What_cannot_be_of_a_zone_is_named(string field, string value, string sentence) => Assert.Equal(sentence,
        DeviceForm.ReadZone(Form(("zone", "gateway"), ("kind", "Gate"), ("polygon", "0,0 1,0 1,1"), (field, value)), out _));

    /// <summary>A form as a browser sends it; of what is given here the last counts, except where a field may stand several times.</summary>
    private static FormCollection Form(params (string Name, string Value)[] fields)
    {
        var form = new Dictionary<string, StringValues>
        {
            ["name"] = "New name",
            ["type"] = "TOWN",
            ["timeZone"] = "Europe/London",
            ["night"] = "23:00-07:00",
            ["closed"] = "22:00-06:00",
            ["nightTimeEconomy"] = "20:00-04:00",
            ["binHours"] = "07:00-11:00",
        };
        foreach (var field in fields.GroupBy(f => f.Name))
        {
            var values = field.Select(f => f.Value).ToArray();
            form[field.Key] = field.Key is "binDays" or "fitted" or "privacy" ? values : values[^1];
        }
        return new(form);
    }
}
