using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;

namespace Solutions.Edge.ControlRoom.Sites.Pages;

/// <summary>Stores a site as a page has it, with a row in the audit.</summary>
internal sealed class ChangeSite(SiteStore store, SiteCatalog sites, AuditLog audit)
{
    /// <returns>Why it cannot be, in a sentence; null = it is in force.</returns>
    public Task<string?> PutAsync(SiteEntry site, Caller caller, string act, string detail = "") =>
        ChangeAsync(site, caller, () => store.PutAsync(site, CancellationToken.None), act, detail);

    /// <inheritdoc cref="PutAsync"/>
    public Task<string?> CloseAsync(SiteEntry site, Caller caller) =>
        ChangeAsync(site, caller, () => store.CloseAsync(site.Id, CancellationToken.None), "site closed", "");

    private async Task<string?> ChangeAsync(SiteEntry site, Caller caller, Func<Task> change, string act, string detail)
    {
        if (!caller.Has(Right.ChangeSites))
            return "Sites are changed by engineers and administrators.";
        if (!caller.Sees(site) || (sites.Find(site.Id) is { } present && !caller.Sees(present)))
            return "A home is changed by an account that also sees homes: environmental health or caseworker.";
        try
        {
            await change();
        }
        catch (SitesFileException e)
        {
            return e.Message;
        }
        await audit.WriteAsync(caller.Hand, act, site.Id, detail);
        return null;
    }
}
