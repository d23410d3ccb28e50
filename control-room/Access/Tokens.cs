using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary>The tokens by which programs sign in.</summary>
internal sealed class Tokens(IDbContextFactory<ControlRoomDb> databases, TimeProvider time)
{
    public const int MostDays = 366, LongestName = 100;

    /// <summary>By which a token is known in a file where it should not be.</summary>
    private const string Prefix = "solutions_";

    /// <returns>The token, shown this once, and its row; or what keeps it from being made, in a sentence.</returns>
    public async Task<(string? Token, TokenRow? Row, string? Fault)> MakeAsync(string name, Roles roles, int days, Caller by)
    {
        if (name.Length is 0 or > LongestName)
            return (null, null, $"name has {name.Length} characters; it must have 1 to {LongestName}, and say what the token is for.");
        if (days is < 1 or > MostDays)
            return (null, null, $"days is {days}; it must be 1 to {MostDays}.");
        var (token, now) = (Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), time.GetUtcNow());
        var row = new TokenRow
        {
            Name = name,
            Roles = roles,
            Hash = HashOf(token),
            MadeBy = by.Hand,
            Maker = by.Person,
            MadeMs = now.ToUnixTimeMilliseconds(),
            EndsMs = now.AddDays(days).ToUnixTimeMilliseconds(),
        };
        await using var db = await databases.CreateDbContextAsync();
        db.Add(row);
        await db.SaveChangesAsync();
        return (token, row, null);
    }

    /// <summary>Every token there was, the latest first.</summary>
    public async Task<IReadOnlyList<TokenRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<TokenRow>().AsNoTracking().OrderByDescending(t => t.Number).ToListAsync(cancellationToken);
    }

    /// <returns>False: there is none of this number that lasts.</returns>
    public async Task<bool> RevokeAsync(long number)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<TokenRow>().Where(t => t.Number == number && t.RevokedMs == null)
            .ExecuteUpdateAsync(t => t.SetProperty(r => r.RevokedMs, now)) > 0;
    }

    /// <summary>Erases the tokens that a person made, and what they were for.</summary>
    public async Task EraseOfAsync(long person)
    {
        await using var db = await databases.CreateDbContextAsync();
        await db.Set<TokenRow>().Where(t => t.Maker == person).ExecuteDeleteAsync();
    }

    /// <summary>The token's row, if it lasts and its maker's account does; null = it must not be believed.</summary>
    public async Task<TokenRow?> FindAsync(string token)
    {
        var (hash, now) = (HashOf(token), time.GetUtcNow().ToUnixTimeMilliseconds());
        await using var db = await databases.CreateDbContextAsync();
        var row = await db.Set<TokenRow>().AsNoTracking().FirstOrDefaultAsync(t => t.Hash == hash && t.RevokedMs == null && t.EndsMs > now);
        if (row is null || (row.Maker is { } maker && !await db.Set<Person>().AnyAsync(p => p.Id == maker && p.DisabledMs == null)))
            return null;
        if (now - (row.UsedMs ?? 0) >= TimeSpan.MillisecondsPerMinute)
            await db.Set<TokenRow>().Where(t => t.Number == row.Number).ExecuteUpdateAsync(t => t.SetProperty(r => r.UsedMs, now));
        return row;
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
