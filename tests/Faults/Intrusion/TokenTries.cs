using System.Security.Cryptography;
using System.Text;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.Faults.Intrusion;

/// <summary>With a token that is not, or no longer, good.</summary>
internal static class TokenTries
{
    public static IReadOnlyList<Try> All { get; } =
    [
        new("the API without a token", room => AskAsync(room, null)),
        new("a token that was made up", room => AskAsync(room, "solutions_" + new string('A', 43))),
        new("a token's stored digest as the token", async room =>
        {
            var token = await room.TokenAsync(Roles.Operator);
            return await AskAsync(room, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))));
        }),
        new("a token that was taken back", async room =>
        {
            var (token, row, _) = await room.Tokens.MakeAsync("test", Roles.Operator, 1, Caller.Nobody);
            await room.Tokens.RevokeAsync(row!.Number);
            return await AskAsync(room, token);
        }),
        new("a token past its last day", async room =>
        {
            var token = await room.TokenAsync(Roles.Operator);
            room.Ahead = TimeSpan.FromDays(2);
            try
            {
                return await AskAsync(room, token);
            }
            finally
            {
                room.Ahead = TimeSpan.Zero;
            }
        }),
        new("a token whose maker's account was closed", async room =>
        {
            var number = await room.AddPersonAsync("maker", "Maker", Roles.Engineer);
            var token = "";
            await room.ActAsync(async people =>
            {
                var maker = (await people.FindAsync(number))!;
                token = (await room.Tokens.MakeAsync("test", Roles.Operator, 1, Caller.Of(maker))).Token!;
                await people.SetClosedAsync(maker, true, "test");
            });
            return await AskAsync(room, token);
        }),
        new("a token by basic authentication", async room =>
        {
            using var visitor = room.Visit();
            var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("token:" + await room.TokenAsync(Roles.Operator)));
            return await Try.AnsweredAsync(visitor.GetAsync("/api/v1/alerts", ("Authorization", "Basic " + basic)), 401);
        }),
        new("a token that makes itself a better one", async room =>
        {
            using var visitor = room.Visit();
            return await Try.AnsweredAsync(visitor.SendAsync("POST", "/api/v1/tokens", """{"name":"better","role":"administrator"}""",
                Bearer(await room.TokenAsync(Roles.Engineer))), 403);
        }),
    ];

    public static (string Name, string Value) Bearer(string token) => ("Authorization", "Bearer " + token);

    private static async Task<string?> AskAsync(AttackedRoom room, string? token)
    {
        using var visitor = room.Visit();
        return await Try.AnsweredAsync(visitor.GetAsync("/api/v1/alerts", token is null ? [] : [Bearer(token)]), 401);
    }
}
