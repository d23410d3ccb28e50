using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Sites;

/// <summary>Levels, alerts and names of homes need <see cref="Right.SeeHomes"/>; without it a home is an id that reports or does not.</summary>
internal static class HomePrivacy
{
    public static bool Sees(this Caller caller, SiteEntry? site) => caller.Has(Right.SeeHomes) || site is { Type: not SiteType.HOME };

    /// <summary>Also false of a device at no site: it may have been at a home.</summary>
    public static bool SeesDevice(this Caller caller, SiteCatalog sites, string device) => caller.Sees(sites.SiteOf(device));

    /// <summary>Also false of a site that is not known any more.</summary>
    public static bool SeesSite(this Caller caller, SiteCatalog sites, string site) => caller.Sees(sites.Find(site));

    /// <summary>What may be shown as a device's name.</summary>
    public static string NameOf(this Caller caller, SiteEntry site, DeviceEntry device) => caller.Sees(site) ? device.Name : device.Id;

    /// <summary>What may be shown as the site's name.</summary>
    public static string NameOf(this Caller caller, SiteEntry site) => caller.Sees(site) ? site.Name : "a home";
}
