using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Access.Audit;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary>Accounts: made by invitation, changed, closed and erased. Every change is in the audit, and ends the sessions that it concerns.</summary>
internal sealed class People(UserManager<Person> accounts, Sessions sessions, Tokens tokens, AuditLog audit, TimeProvider time)
{
    public const int LongestName = 100;
    private const string Invitation = "invitation";

    public Task<List<Person>> ListAsync() => accounts.Users.AsNoTracking().OrderBy(p => p.Id).ToListAsync();

    /// <summary>Whether somebody can sign in: the authenticator or a passkey is there, or the provider has recognised the person.</summary>
    public async Task<bool> IsTakenUpAsync(Person person) => person.TwoFactorEnabled || (await accounts.GetLoginsAsync(person)).Count > 0;

    public Task<bool> AnyAsync() => accounts.Users.AnyAsync();

    public Task<Person?> FindAsync(long number) => accounts.Users.FirstOrDefaultAsync(p => p.Id == number);

    /// <summary>Makes an account; without a password it can do nothing until its invitation is taken up.</summary>
    /// <returns>The account; or why there is none, in a sentence.</returns>
    public async Task<(Person? Person, string? Fault)> AddAsync(string signInName, string name, Roles roles, string hand, string? password = null)
    {
        if (name.Trim().Length is 0 or > LongestName)
            return (null, $"The name has {name.Trim().Length} characters; it must have 1 to {LongestName}.");
        if (roles == Roles.None)
            return (null, "No role is chosen; an account needs at least one.");
        var person = new Person
        {
            UserName = signInName.Trim(),
            Name = name.Trim(),
            Roles = roles,
            CreatedMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
            LockoutEnabled = true,
        };
        var made = password is null ? await accounts.CreateAsync(person) : await accounts.CreateAsync(person, password);
        if (!made.Succeeded)
            return (null, Sentence(made));
        await audit.WriteAsync(hand, "account made", Caller.HandOf(person.Id), RoleNames.Write(roles));
        return (person, null);
    }

    /// <summary>A token good for one use and three days: its person chooses a password by it, and everything the account had before ends.</summary>
    public async Task<string> InviteAsync(Person person, string hand)
    {
        await sessions.EndAllOfAsync(person.Id);
        // Invitations made before are good no more.
        await accounts.UpdateSecurityStampAsync(person);
        await audit.WriteAsync(hand, "invited", Caller.HandOf(person.Id));
        return await accounts.GenerateUserTokenAsync(person, TokenOptions.DefaultProvider, Invitation);
    }

    public async Task<Person?> InvitedAsync(long number, string token) =>
        await FindAsync(number) is { DisabledMs: null } person
            && await accounts.VerifyUserTokenAsync(person, TokenOptions.DefaultProvider, Invitation, token) ? person : null;

    /// <summary>Takes an invitation up.</summary>
    /// <returns>Null; or why not, in a sentence.</returns>
    public async Task<string?> TakeUpAsync(Person person, string password)
    {
        if (await accounts.RemovePasswordAsync(person) is { Succeeded: false } kept)
            return Sentence(kept);
        if (await accounts.AddPasswordAsync(person, password) is { Succeeded: false } refused)
            return Sentence(refused);
        await accounts.SetTwoFactorEnabledAsync(person, false);
        await accounts.ResetAuthenticatorKeyAsync(person);
        foreach (var passkey in await accounts.GetPasskeysAsync(person))
            await accounts.RemovePasskeyAsync(person, passkey.CredentialId);
        foreach (var login in await accounts.GetLoginsAsync(person))
            await accounts.RemoveLoginAsync(person, login.LoginProvider, login.ProviderKey);
        await accounts.SetLockoutEndDateAsync(person, null);
        await audit.WriteAsync(Caller.HandOf(person.Id), "invitation taken up", Caller.HandOf(person.Id));
        return null;
    }

    /// <returns>Null; or why not, in a sentence.</returns>
    public async Task<string?> ChangeRolesAsync(Person person, Roles roles, string hand)
    {
        if (roles == Roles.None)
            return "No role is chosen; an account needs at least one, or is closed.";
        if (!roles.HasFlag(Roles.Administrator) && await IsLastAdministratorAsync(person))
            return "This is the only administrator; give another account that role first.";
        var before = RoleNames.Write(person.Roles);
        person.Roles = roles;
        if (await accounts.UpdateAsync(person) is { Succeeded: false } refused)
            return Sentence(refused);
        await sessions.EndAllOfAsync(person.Id);
        await audit.WriteAsync(hand, "roles changed", Caller.HandOf(person.Id), $"{before} -> {RoleNames.Write(roles)}");
        return null;
    }

    /// <summary>Closes an account, or opens it again.</summary>
    /// <returns>Null; or why not, in a sentence.</returns>
    public async Task<string?> SetClosedAsync(Person person, bool closed, string hand)
    {
        if (closed && await IsLastAdministratorAsync(person))
            return "This is the only administrator; give another account that role first.";
        person.DisabledMs = closed ? time.GetUtcNow().ToUnixTimeMilliseconds() : null;
        if (await accounts.UpdateAsync(person) is { Succeeded: false } refused)
            return Sentence(refused);
        await sessions.EndAllOfAsync(person.Id);
        await audit.WriteAsync(hand, closed ? "account closed" : "account opened", Caller.HandOf(person.Id));
        return null;
    }

    /// <summary>Erases what is known of a person. What the person did stays in the audit, by number.</summary>
    /// <returns>Null; or why not, in a sentence.</returns>
    public async Task<string?> EraseAsync(Person person, string hand)
    {
        if (await IsLastAdministratorAsync(person))
            return "This is the only administrator; give another account that role first.";
        await sessions.EndAllOfAsync(person.Id);
        await tokens.EraseOfAsync(person.Id);
        if (await accounts.DeleteAsync(person) is { Succeeded: false } refused)
            return Sentence(refused);
        await audit.WriteAsync(hand, "account erased", Caller.HandOf(person.Id));
        return null;
    }

    public static string Sentence(IdentityResult refused) => string.Join(" ", refused.Errors.Select(e => e.Description));

    private async Task<bool> IsLastAdministratorAsync(Person person) => person.Roles.HasFlag(Roles.Administrator) && person.DisabledMs is null
        && !(await ListAsync()).Exists(p => p.Id != person.Id && p.DisabledMs is null && p.Roles.HasFlag(Roles.Administrator));
}
