using Microsoft.AspNetCore.Identity;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary>A person's account. Its number is all that journal and audit hold; the rest can be erased.</summary>
/// <remarks><see cref="IdentityUser{TKey}.TwoFactorEnabled"/>: the authenticator has been tried once, or a passkey is there.</remarks>
internal sealed class Person : IdentityUser<long>
{
    /// <summary>As colleagues say it.</summary>
    public string Name { get; set; } = "";

    public Roles Roles { get; set; }

    /// <summary>Unix ms.</summary>
    public long CreatedMs { get; init; }

    /// <summary>Since when the account is closed, Unix ms; null = it is open.</summary>
    public long? DisabledMs { get; set; }
}
