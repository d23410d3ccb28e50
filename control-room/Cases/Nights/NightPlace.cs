using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Cases.Nights;

/// <summary>A night of a microphone, at the place where it stood then.</summary>
/// <param name="Device">Its id.</param>
/// <param name="Name">What people call the microphone.</param>
/// <param name="Site">The place.</param>
/// <param name="Stay">How long it stood there.</param>
/// <param name="Zone">The clock there.</param>
/// <param name="Night">The night.</param>
internal sealed record NightPlace(string Device, string Name, SiteEntry Site, Stay Stay, TimeZoneInfo Zone, Night Night)
{
    /// <summary>Null: there is no such microphone or date, it stood nowhere, or the caller sees nothing of there.</summary>
    public static NightPlace? Find(SiteCatalog sites, Caller caller, string? device, string? date)
    {
        if (device is null || !Ids.IsValid(device) || !Night.TryDate(date, out var evening) || sites.Device(device) is { Sound: null })
            return null;
        foreach (var stay in sites.Stays(device).Reverse())
        {
            if (sites.Find(stay.Site) is not { } site || !caller.Sees(site))
                continue;
            var zone = TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone);
            var found = new NightPlace(device, sites.Device(device)?.Name ?? device, site, stay, zone, Night.Of(evening, zone));
            if (found.WasThere)
                return found;
        }
        return null;
    }

    /// <summary>Every microphone that stands where the caller sees, as of the night that began last there.</summary>
    public static IEnumerable<NightPlace> All(SiteCatalog sites, Caller caller, DateTimeOffset now) =>
        from site in sites.Sites
        where caller.Sees(site)
        let zone = TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone)
        from device in site.Devices
        where device.Sound is not null
        let stay = sites.Stays(device.Id).LastOrDefault(s => s.Site == site.Id)
        where stay is not null
        select new NightPlace(device.Id, device.Name, site, stay, zone, Night.Latest(now, zone));

    /// <summary>The same of another night.</summary>
    public NightPlace On(DateOnly evening) => this with { Night = Night.Of(evening, Zone) };

    /// <summary>True: it stood there for a part of the night at least.</summary>
    public bool WasThere =>
        Stay.FromMs < Night.To.ToUnixTimeMilliseconds() && (Stay.UntilMs ?? long.MaxValue) > Night.From.ToUnixTimeMilliseconds();

    /// <summary>False: what it recorded then is another place's.</summary>
    public bool IsThere(DateTimeOffset at) => at.ToUnixTimeMilliseconds() is var ms && ms >= Stay.FromMs && ms < (Stay.UntilMs ?? long.MaxValue);
}
