using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary>
/// An authenticator's code that is good once (RFC 6238, 5.2): one that was seen as it was typed opens nothing more. Which were used stands beside the
/// authenticator's key, so that a restart forgets none.
/// </summary>
internal sealed class OneTimeCode(TimeProvider time) : AuthenticatorTokenProvider<Person>
{
    private const string Provider = "used codes", Name = "codes";

    /// <summary>Longer than a code is taken: it is for half a minute, and two before and after are taken too.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<Person> manager, Person user)
    {
        if (!await base.ValidateAsync(purpose, token, manager, user))
            return false;
        // As it was read: 012345 and 12345 are one.
        var (code, now) = (int.Parse(token, CultureInfo.InvariantCulture), time.GetUtcNow().ToUnixTimeSeconds());
        var used = (await manager.GetAuthenticationTokenAsync(user, Provider, Name) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => text.Split('@'))
            .Select(parts => (Code: int.Parse(parts[0], CultureInfo.InvariantCulture), At: long.Parse(parts[1], CultureInfo.InvariantCulture)))
            .Where(u => now - u.At < Kept.TotalSeconds).ToList();
        if (used.Exists(u => u.Code == code))
            return false;
        try
        {
            // Of two at once one meets another stamp in the person's row than it read.
            return (await manager.SetAuthenticationTokenAsync(user, Provider, Name, string.Join(' ', used.Append((code, now)).Select(u =>
                string.Create(CultureInfo.InvariantCulture, $"{u.Item1}@{u.Item2}"))))).Succeeded;
        }
        catch (DbUpdateException)
        {
            // Both write the first that there is.
            return false;
        }
    }
}
