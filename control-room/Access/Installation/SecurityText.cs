using System.Net.Mail;
using System.Text;

namespace Solutions.Edge.ControlRoom.Access.Installation;

/// <summary>Where a weakness of this installation is reported, for those that find one: RFC 9116.</summary>
internal static class SecurityText
{
    public const string Address = "/.well-known/security.txt", PolicyAddress = "/security-policy";

    public const int Longest = 300;

    private const string Policy = "SECURITY.md";

    /// <summary>RFC 9116, 2.5.5: less than a year ahead.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(180);

    /// <summary>Why an address cannot be one for reports, in a sentence; null = it can, or there is none.</summary>
    public static string? FindFault(string name, string contact) => contact.Length == 0 || IsContact(contact) ? null
        : $"{name} is '{contact}'; it must be an address such as mailto:security@example.org or https://example.org/security, "
            + $"of at most {Longest} characters.";

    /// <param name="app">The control room.</param>
    /// <param name="contact">What is set at present; empty = none.</param>
    public static void MapSecurityText(this WebApplication app, Func<string> contact)
    {
        app.MapGet(Address, (HttpRequest request, TimeProvider time) => contact() is { Length: > 0 } set
            ? Results.Text(Write(set, request, time.GetUtcNow()))
            : Results.Problem("No address for security reports is set; an administrator sets it on the settings page.",
                statusCode: StatusCodes.Status404NotFound)).ForAnyone().ExcludeFromDescription();
        app.MapGet(PolicyAddress, () => Results.Stream(
            typeof(SecurityText).Assembly.GetManifestResourceStream(Policy)!, "text/plain; charset=utf-8")).ForAnyone().ExcludeFromDescription();
    }

    /// <summary>An address over https stands there only for a request that came so: over http anybody on the way may have written it.</summary>
    private static string Write(string contact, HttpRequest request, DateTimeOffset now)
    {
        var text = new StringBuilder().Append("Contact: ").Append(contact).Append('\n').Append("Expires: ")
            .Append((now + Lasts).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null)).Append('\n').Append("Preferred-Languages: en\n");
        if (request.IsHttps)
        {
            var here = $"https://{request.Host}";
            text.Append("Canonical: ").Append(here).Append(Address).Append('\n').Append("Policy: ").Append(here).Append(PolicyAddress).Append('\n');
        }
        return text.ToString();
    }

    private static bool IsContact(string contact) => contact.Length <= Longest && !contact.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && Uri.TryCreate(contact, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeMailto ? MailAddress.TryCreate(contact[(Uri.UriSchemeMailto.Length + 1)..], out _)
            : address.Scheme == Uri.UriSchemeHttps && address.Host.Length > 0 && address.UserInfo.Length == 0);
}
