using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Overview;

/// <summary>What of a site an operator may see.</summary>
internal static class OperatorSites
{
    /// <summary>True: levels, movement and explanations too. Of a HOME an operator sees whether it reports, and no more.</summary>
    public static bool IsSeen(SiteEntry site) => site.Type != SiteType.HOME;

    public static IEnumerable<SiteEntry> Seen(this SiteCatalog sites) => sites.Sites.Where(IsSeen);
}
