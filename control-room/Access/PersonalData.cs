using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary>All that is kept of one person, for that person to read. Secrets are named and not shown.</summary>
internal sealed record PersonView(
    long Number, string Name, string SignInName, IEnumerable<string> Roles, DateTimeOffset Made, DateTimeOffset? Closed, DateTimeOffset? LockedUntil,
    IReadOnlyList<string> Secrets, IReadOnlyList<object> Passkeys, IReadOnlyList<object> Logins, IReadOnlyList<object> Sessions, IReadOnlyList<object> Tokens,
    IReadOnlyList<AuditView> Audit, IReadOnlyDictionary<string, IReadOnlyList<object>> Acts);

/// <summary>Gathers what is kept of a person: the account's own rows, the audit's, and what other slices hold by the person's number.</summary>
internal sealed class PersonalData(IDbContextFactory<ControlRoomDb> databases, IEnumerable<IKeptOfPerson> kept)
{
    /// <param name="person">Number or sign-in name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null: there is no such account.</returns>
    public async Task<PersonView?> ReadAsync(string person, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var number = long.TryParse(person, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : (long?)null;
        var signIn = person.Trim().ToUpperInvariant();
        var people = db.Set<Person>().AsNoTracking();
        if (await people.FirstOrDefaultAsync(p => p.Id == number || p.NormalizedUserName == signIn, cancellationToken) is not { } found)
            return null;
        var (id, hand) = (found.Id, Caller.HandOf(found.Id));
        var secrets = await db.Set<IdentityUserToken<long>>().Where(t => t.UserId == id).Select(t => t.Name).ToListAsync(cancellationToken);
        if (found.PasswordHash is not null)
            secrets.Insert(0, "Password");
        var passkeys = await db.Set<IdentityUserPasskey<long>>().AsNoTracking().Where(p => p.UserId == id).ToListAsync(cancellationToken);
        var logins = await db.Set<IdentityUserLogin<long>>().AsNoTracking().Where(l => l.UserId == id).ToListAsync(cancellationToken);
        var sessions = await db.Set<SessionRow>().AsNoTracking().Where(s => s.Person == id).OrderBy(s => s.StartedMs).ToListAsync(cancellationToken);
        var tokens = await db.Set<TokenRow>().AsNoTracking().Where(t => t.Maker == id).OrderBy(t => t.Number).ToListAsync(cancellationToken);
        var audit = await db.Set<AuditRow>().AsNoTracking().Where(a => a.Hand == hand || a.Subject == hand).OrderBy(a => a.Number)
            .ToListAsync(cancellationToken);
        var acts = new Dictionary<string, IReadOnlyList<object>>();
        foreach (var slice in kept)
            acts[slice.Kind] = await slice.ReadAsync(hand, cancellationToken);
        return new(id, found.Name, found.UserName ?? "", RoleNames.Of(found.Roles), At(found.CreatedMs), Maybe(found.DisabledMs), found.LockoutEnd, secrets,
            [.. passkeys.Select(p => new { p.Data.Name, Made = p.Data.CreatedAt })],
            [.. logins.Select(l => new { l.LoginProvider, l.ProviderDisplayName, l.ProviderKey })],
            [.. sessions.Select(s => new { Started = At(s.StartedMs), Seen = At(s.SeenMs), Ended = Maybe(s.EndedMs), s.Address, s.Browser })],
            [.. tokens.Select(t => TokenView.Of(t))], [.. audit.Select(AuditView.Of)], acts);
    }

    private static DateTimeOffset At(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs);

    private static DateTimeOffset? Maybe(long? unixMs) => unixMs is { } given ? At(given) : null;
}
