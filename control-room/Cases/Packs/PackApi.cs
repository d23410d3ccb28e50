using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Cases.Packs;

/// <summary><c>POST /api/v1/cases/{id}/packs</c> makes a pack and answers with it; <c>GET …/packs/{number}</c> hands out one that was made.</summary>
internal static class PackApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/cases/{id}/packs", MakeAsync).AddEndpointFilter<StoreIsAway>().Needs(Right.ReviewNoise).Needs(Right.SeeHomes)
            .WithSummary("Makes an exhibit pack of a case and answers with it, a ZIP: nights (1 to 14, otherwise 7), last (the evening of the last of them, "
                + "otherwise the last that is over), for (full, police, licensing or housing), clips (sound clips whose sound is to be in it, each with its "
                + "reason, which goes into journal and audit; it takes the right to open them).");
        routes.MapGet("/api/v1/cases/{id}/packs/{number:long}", ReadAsync).Needs(Right.ReviewNoise).Needs(Right.SeeHomes).Audited()
            .WithSummary("An exhibit pack that was made, by the number of its entry in the case's journal.");
    }

    private static async Task<IResult> MakeAsync(
        string id, PackWish? wish, CaseBook cases, PackMaker packs, Caller caller, CancellationToken cancellationToken)
    {
        if ((wish ??= new()).FindFault() is { } fault)
            return Results.Problem(fault, statusCode: StatusCodes.Status400BadRequest);
        if (wish.Sound.Count > 0 && !caller.Has(Right.OpenClips))
            return Results.Problem("Sound clips are for environmental health.", statusCode: StatusCodes.Status403Forbidden);
        if (await cases.FindAsync(id, cancellationToken) is not { } file)
            return NoCase();
        var (entry, none) = await packs.MakeAsync(file, wish, caller, cancellationToken);
        return entry is null ? Results.Problem(none, statusCode: StatusCodes.Status409Conflict) : File(packs, (PackMade)entry.Body);
    }

    private static async Task<IResult> ReadAsync(string id, long number, CaseJournal journal, PackMaker packs, CancellationToken cancellationToken)
    {
        var entry = (await journal.ReadAsync<PackMade>(id, cancellationToken)).FirstOrDefault(e => e.Number == number);
        return entry is null ? Results.Problem("There is no such pack of the case.", statusCode: StatusCodes.Status404NotFound) : File(packs,
            (PackMade)entry.Body);
    }

    private static IResult File(PackMaker packs, PackMade made) => packs.PathOf(made) is { } path
        ? Results.File(path, "application/zip", made.File)
        : Results.Problem($"The pack {made.File} is not kept any more.", statusCode: StatusCodes.Status404NotFound);

    private static IResult NoCase() => Results.Problem("There is no such case.", statusCode: StatusCodes.Status404NotFound);
}
