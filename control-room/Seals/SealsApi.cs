using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Seals;

/// <summary>Anchors, and where their files are.</summary>
internal sealed record AnchorsView(string Folder, IReadOnlyList<SealAnchor> Anchors);

/// <summary>A proof, base64, with the anchor and the key that it names.</summary>
internal sealed record ProofView(string Proof, SealAnchor Anchor, SealKey Key);

/// <summary><c>/api/v1/seals/…</c>: the check of what is stored against what devices sealed, anchors, and proofs of single minutes.</summary>
internal static class SealsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/seals/verify", VerifyAsync).Needs(Right.VerifySeals).AddEndpointFilter<StoreIsAway>()
            .WithSummary("Holds stored rows against the seals of their devices, from ≤ t < to: what was changed, removed, added, reordered or re-timed.")
            .WithDescription("One report a device. faults: how much is wrong; findings: the first 1000 of it, in time, each with a sentence. "
                + "No level is in it.");
        routes.MapGet("/api/v1/seals/anchors", async (SealAnchors anchors, CancellationToken stopping) =>
                new AnchorsView(anchors.Folder, await anchors.AllAsync(stopping))).Needs(Right.VerifySeals)
            .WithSummary("Every anchor: one hash over all seals received since the one before.");
        routes.MapPost("/api/v1/seals/anchors", MakeAsync).Needs(Right.VerifySeals).AddEndpointFilter<StoreIsAway>()
            .WithSummary("Makes an anchor now; 204 = no seal was received since the last one. One is made every day by itself.");
        routes.MapGet("/api/v1/seals/proof", ProveAsync).Needs(Right.VerifySeals).AddEndpointFilter<StoreIsAway>()
            .WithSummary("The proof that a device's minute is in an anchor, at most 1000 bytes, and what checks it: anchor and key; 204 = none holds it.");
    }

    private static async Task<IResult> VerifyAsync(SealBook book, SiteCatalog sites, CancellationToken cancellationToken,
        string? device = null, string? from = null, string? to = null)
    {
        if (device is not null && !Ids.IsValid(device))
            return QueryValue.Wrong("device", device, "the id of a device");
        if (QueryValue.FindFault(from, to, out var range, areOptional: true) is { } wrong)
            return wrong;
        var reports = new List<SealReport>();
        foreach (var id in device is not null ? [device] : sites.Sites.SelectMany(s => s.Devices).Select(d => d.Id).Order(StringComparer.Ordinal).ToList())
            reports.Add(await book.VerifyAsync(id, range.From, range.To, cancellationToken));
        return Results.Ok(reports);
    }

    private static async Task<IResult> MakeAsync(SealAnchors anchors, CancellationToken cancellationToken) =>
        await anchors.MakeAsync(cancellationToken) is { } made ? Results.Ok(made) : Results.NoContent();

    private static async Task<IResult> ProveAsync(SealAnchors anchors, CancellationToken cancellationToken, string device = "", string? minute = null)
    {
        if (!Ids.IsValid(device))
            return QueryValue.Wrong("device", device, "the id of a device");
        if (!QueryValue.TryInstant(minute, out var at) || at.Ticks % TimeSpan.TicksPerMinute != 0)
            return QueryValue.Wrong("minute", minute, "the start of a UTC minute such as 2026-11-23T23:04:00Z");
        try
        {
            return await anchors.ProveAsync(device, at, cancellationToken) is var (proof, key) && key is not null
                ? Results.Ok(new ProofView(Convert.ToBase64String(proof.Write()),
                    (await anchors.AllAsync(cancellationToken)).Single(a => a.Number == proof.Anchor), key))
                : Results.NoContent();
        }
        catch (InvalidDataException e)
        {
            return Results.Problem(e.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }
}
