using Microsoft.AspNetCore.Http.Features;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Backup;

/// <summary>What a backup is to be sealed with.</summary>
internal sealed record BackupWish(string? Passphrase);

/// <summary><c>POST /api/v1/backup</c>.</summary>
internal static class BackupApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/backup", HandleAsync)
        .WithSummary("All that this control room keeps, keys too, as one file sealed with the passphrase given.")
        .Needs(Right.ChangeSettings).Needs(Right.SeeHomes);

    private static async Task<IResult> HandleAsync(BackupWish wish, BackupWriter backup, HttpContext context, CancellationToken cancellationToken)
    {
        if (Passphrase.FindFault(wish.Passphrase ?? "") is { } wrong)
            return Results.Problem(wrong, statusCode: StatusCodes.Status400BadRequest);
        if (await backup.FindFaultAsync(cancellationToken) is { } fault)
            return Results.Problem(fault, statusCode: StatusCodes.Status409Conflict);
        // The archive writes its own list at its end in one piece.
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        return Results.Stream(body => backup.WriteAsync(body, wish.Passphrase!, cancellationToken), "application/zip");
    }
}
