using Microsoft.AspNetCore.Http.HttpResults;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary>What a new token is to be.</summary>
internal sealed record TokenWish(string? Name, string? Role, int? Days);

/// <summary>A token as scripts see it; <paramref name="Token"/> only in the answer to its making.</summary>
internal sealed record TokenView(long Number, string Name, string Role, DateTimeOffset Made, DateTimeOffset Ends, DateTimeOffset? Used, DateTimeOffset? Revoked,
    string? Token = null)
{
    public static TokenView Of(TokenRow row, string? token = null) => new(row.Number, row.Name, RoleNames.Write(row.Roles), At(row.MadeMs), At(row.EndsMs),
        row.UsedMs is { } used ? At(used) : null, row.RevokedMs is { } revoked ? At(revoked) : null, token);

    private static DateTimeOffset At(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
}

/// <summary><c>/api/v1/tokens</c>.</summary>
internal static class TokensApi
{
    private const int Days = 90;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/tokens", async (Tokens tokens, CancellationToken cancellationToken) =>
            (await tokens.ListAsync(cancellationToken)).Select(row => TokenView.Of(row))).WithSummary("The tokens of programs.").Needs(Right.ManageTokens);
        routes.MapPost("/api/v1/tokens", async Task<Results<Ok<TokenView>, ProblemHttpResult>> (TokenWish wish, Tokens tokens, Caller caller) =>
        {
            if (RoleNames.Find(wish.Role) is not { } role)
                return TypedResults.Problem($"role is '{wish.Role}'; it must be one of {RoleNames.Choice}.", statusCode: StatusCodes.Status400BadRequest);
            var (token, row, fault) = await tokens.MakeAsync(wish.Name ?? "", role, wish.Days ?? Days, caller);
            return fault is null ? TypedResults.Ok(TokenView.Of(row!, token)) : TypedResults.Problem(fault, statusCode: StatusCodes.Status400BadRequest);
        }).WithSummary("Makes a token for a program: it is shown in this answer and never again.").Needs(Right.ManageTokens);
        routes.MapDelete("/api/v1/tokens/{number:long}", async Task<Results<NoContent, ProblemHttpResult>> (long number, Tokens tokens) =>
            await tokens.RevokeAsync(number) ? TypedResults.NoContent()
                : TypedResults.Problem($"There is no token {number} that lasts.", statusCode: StatusCodes.Status404NotFound))
            .WithSummary("Takes a token back, at once.").Needs(Right.ManageTokens);
    }
}
