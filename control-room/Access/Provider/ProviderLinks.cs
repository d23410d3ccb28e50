using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Solutions.Edge.ControlRoom.Access.Audit;

namespace Solutions.Edge.ControlRoom.Access.Provider;

/// <summary>Why a person that the provider has recognised does not come in.</summary>
internal enum ProviderRefusal
{
    /// <summary>The provider is away, or may not be asked.</summary>
    Silent,

    /// <summary>The person declined there, or the answer does not hold.</summary>
    Answer,

    /// <summary>The provider does not state a name, or has not seen that it is the person's.</summary>
    Unnamed,

    /// <summary>No account has that name.</summary>
    Uninvited,

    /// <summary>The account of that name is linked with another person at the provider.</summary>
    Another,

    /// <summary>The account is closed, or locked.</summary>
    Shut,
}

/// <summary>
/// Which account is a person's at the provider. The first time by the sign-in name, from then on by the provider's own number of the person alone: names change
/// hands there.
/// </summary>
internal sealed class ProviderLinks(UserManager<Person> people, OidcSettings settings, AuditLog audit)
{
    public const string Subject = "sub", Verified = "email_verified";

    /// <summary>The refusal; null = the person's account is linked, open or not.</summary>
    public async Task<ProviderRefusal?> LinkAsync(ClaimsPrincipal stated)
    {
        if (stated.FindFirstValue(Subject) is not { Length: > 0 } subject)
            return ProviderRefusal.Unnamed;
        if (await people.FindByLoginAsync(settings.Authority, subject) is not null)
            return null;
        if (stated.FindFirstValue(settings.Claim) is not { Length: > 0 } name || (settings.Claim == OidcSettings.Email
            && !string.Equals(stated.FindFirstValue(Verified), bool.TrueString, StringComparison.OrdinalIgnoreCase)))
            return ProviderRefusal.Unnamed;
        if (await people.FindByNameAsync(name) is not { } person)
            return ProviderRefusal.Uninvited;
        if (person.DisabledMs is not null)
            return ProviderRefusal.Shut;
        if ((await people.GetLoginsAsync(person)).Any(l => l.LoginProvider == settings.Authority))
            return ProviderRefusal.Another;
        if (await people.AddLoginAsync(person, new(settings.Authority, subject, settings.Name)) is { Succeeded: false })
            return ProviderRefusal.Another;
        await audit.WriteAsync(Caller.HandOf(person.Id), "linked with the provider", Caller.HandOf(person.Id));
        return null;
    }
}
