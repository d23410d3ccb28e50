using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Sites;

/// <summary>Levels, alerts and names of homes need <see cref="Right.SeeHomes"/>; without it a home is an id that reports or does not.</summary>
internal static class HomePrivacy
{
    public static bool Sees(this Caller caller, SiteEntry? site) => caller.Has(Right.SeeHomes) || site is { Type: not SiteType.HOME };

    /// <summary>Whether there is a time whose levels of a device are seen: some of it stood elsewhere than at a home.</summary>
    public static bool SeesDevice(this Caller caller, SiteCatalog sites, string device) =>
        caller.Has(Right.SeeHomes) || sites.Stays(device).Any(stay => caller.SeesSite(sites, stay.Site));

    /// <summary>Whether what a device recorded at an instant is seen: by the place where it stood then, not by where it stands.</summary>
    /// <remarks>Where that is not known, as between two places or with a clock that was not set, it must have been at no home on either side.</remarks>
    public static bool SeesAt(this Caller caller, SiteCatalog sites, string device, DateTimeOffset at) => caller.Has(Right.SeeHomes)
        || AtThatTime(sites.Stays(device), at.ToUnixTimeMilliseconds()) is { Count: > 0 } places && places.All(stay => caller.SeesSite(sites, stay.Site));

    /// <summary>Also false of a site that is not known any more.</summary>
    public static bool SeesSite(this Caller caller, SiteCatalog sites, string site) => caller.Sees(sites.Find(site));

    /// <summary>What may be shown as a device's name.</summary>
    public static string NameOf(this Caller caller, SiteEntry site, DeviceEntry device) => caller.Sees(site) ? device.Name : device.Id;

    /// <summary>What may be shown as the site's name.</summary>
    public static string NameOf(this Caller caller, SiteEntry site) => caller.Sees(site) ? site.Name : "a home";

    private static IReadOnlyList<Stay> AtThatTime(IReadOnlyList<Stay> stays, long atMs)
    {
        var last = stays.Count - 1;
        while (last >= 0 && stays[last].FromMs > atMs)
            last--;
        if (last < 0)
            return stays;
        if (stays[last].UntilMs is not { } until || atMs < until)
            return [stays[last]];
        // After the last of them it is nowhere.
        return last + 1 < stays.Count ? [stays[last], stays[last + 1]] : [];
    }
}
