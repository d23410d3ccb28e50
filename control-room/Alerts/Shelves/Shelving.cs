using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Alerts.Shelves;

/// <summary>A person's act on what is held back, carried to the site that has it.</summary>
internal sealed class Shelving(SiteCatalog sites, IGrainFactory grains)
{
    /// <summary>A shelf ends before its time.</summary>
    public Task<ActResult> EndAsync(Shelf shelf, string by) => grains.GetGrain<ISiteGrain>(shelf.Site).ShelveAsync(new(ShelfVerb.End, by, shelf.Id));

    public Task<ActResult> PutOutOfServiceAsync(string device, OutOfServiceRequest request, string by) =>
        DoAsync(new(ShelfVerb.PutOutOfService, by, device)
        {
            Code = request.Code,
            Reason = request.Reason,
            ReviewByMs = request.ReviewBy?.ToUnixTimeMilliseconds(),
        });

    public Task<ActResult> PutInServiceAsync(string device, string? code, string by) => DoAsync(new(ShelfVerb.PutInService, by, device) { Code = code });

    private async Task<ActResult> DoAsync(ShelfAct act) => sites.SiteOf(act.Subject) is { } site
        ? await grains.GetGrain<ISiteGrain>(site.Id).ShelveAsync(act) : new(ActOutcome.NotFound, "it is at no site");
}
