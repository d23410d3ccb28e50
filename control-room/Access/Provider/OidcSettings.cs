using System.Net;
using Solutions.Edge.ControlRoom.Http;

namespace Solutions.Edge.ControlRoom.Access.Provider;

/// <summary>An OpenID Connect provider by which people may sign in, beside passwords and passkeys.</summary>
internal sealed class OidcSettings
{
    /// <summary>The claim that counts only if the provider has seen that the address is the person's.</summary>
    public const string Email = "email";

    private const string Section = "SOLUTIONS__OIDC__";

    /// <summary>The provider's address, https; in the demonstration also http on loopback. Empty: none.</summary>
    public string Authority { get; init; } = "";

    /// <summary>As which the provider knows this control room.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>File of the secret that belongs to it. Empty: it has none.</summary>
    public string SecretFile { get; init; } = "";

    /// <summary>What the page of signing in calls the provider.</summary>
    public string Name { get; init; } = "your organisation's account";

    /// <summary>The claim that is compared with the sign-in name of an account when a person comes by the provider for the first time.</summary>
    public string Claim { get; init; } = Email;

    /// <summary>True: the provider asks each person for a second factor, and none is asked for here. False: it stands for the password only.</summary>
    public bool SecondFactor { get; init; }

    /// <summary>True: its address may lead to this machine or into a private network.</summary>
    public bool Private { get; init; }

    public bool IsSet => Authority.Length > 0;

    /// <summary>The setting that allows addresses that are not on the internet.</summary>
    public static string PrivateSetting => Section + nameof(Private).ToUpperInvariant();

    /// <summary>The secret; null = there is none.</summary>
    public string? Secret => SecretFile.Length == 0 ? null : File.ReadAllText(SecretFile).Trim();

    /// <summary>Why it cannot be used; null = it can, or there is none.</summary>
    public string? FindFault(bool demonstration)
    {
        if (!IsSet)
            return null;
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var uri) || !(uri.Scheme == Uri.UriSchemeHttps || (demonstration && IsLoopbackHttp(uri))))
            return $"{Section}AUTHORITY is '{Authority}'; it must be an https address, in the demonstration also http on loopback.";
        if (!Private && IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && !PublicAddress.IsPublic(address))
            return $"{Section}AUTHORITY is '{Authority}', which is not on the internet; {PrivateSetting}=true allows it.";
        if (ClientId.Length == 0)
            return $"{Section}CLIENTID is empty; it must be the name by which {Authority} knows this control room.";
        if (Claim.Length == 0 || Name.Length == 0)
            return $"{Section}CLAIM is '{Claim}' and {Section}NAME is '{Name}'; neither may be empty.";
        try
        {
            return Secret is { Length: 0 } ? $"{Section}SECRETFILE '{SecretFile}' is empty; it must hold the secret of {ClientId}." : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{Section}SECRETFILE '{SecretFile}' cannot be read: {e.Message}";
        }
    }

    private static bool IsLoopbackHttp(Uri uri) => uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback;
}
