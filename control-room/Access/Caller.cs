using System.Globalization;
using System.Security.Claims;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary>Where a request or an open page comes from: a person, a token, this machine's command line, or nobody.</summary>
/// <param name="Hand">By it journal and audit name it: <c>person 4</c>, <c>token 2</c>, <c>command line</c>; never a person's name.</param>
/// <param name="Person">The person's number; null = it is none.</param>
/// <param name="Name">The person's name, for that person's own screen.</param>
/// <param name="Roles">Roles held.</param>
internal sealed record Caller(string Hand, long? Person, string Name, Roles Roles)
{
    public const string SessionClaim = "session";
    private const string HandClaim = "hand", PersonClaim = "person", NameClaim = "name", RoleClaim = "role";

    /// <summary>In a demonstration those that are not signed in may everything: it is on loopback and holds nothing of anybody.</summary>
    public static Caller Visitor { get; } = new("demonstration", null, "Demonstration", Roles.All);

    public static Caller Nobody { get; } = new("nobody", null, "", Roles.None);

    /// <summary>Read by ASP.NET for a handler that takes one.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext context) => new(Of(context.User));

    public static Caller Of(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true } || user.FindFirstValue(HandClaim) is not { } hand)
            return Nobody;
        var roles = user.FindAll(RoleClaim).Select(c => RoleNames.Find(c.Value) ?? Roles.None).Aggregate(Roles.None, (all, role) => all | role);
        return new(hand, long.TryParse(user.FindFirstValue(PersonClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
            user.FindFirstValue(NameClaim) ?? "", roles);
    }

    public static Caller Of(Person person) => new(HandOf(person.Id), person.Id, person.Name, person.Roles);

    public static string HandOf(long person) => string.Create(CultureInfo.InvariantCulture, $"person {person}");

    public bool Has(Right right) => Roles.Allows(right);

    /// <param name="scheme">The way it was recognised.</param>
    public ClaimsIdentity ToIdentity(string scheme)
    {
        var claims = new List<Claim> { new(HandClaim, Hand), new(NameClaim, Name) };
        if (Person is { } person)
            claims.Add(new(PersonClaim, person.ToString(CultureInfo.InvariantCulture)));
        claims.AddRange(RoleNames.Of(Roles).Select(name => new Claim(RoleClaim, name)));
        return new(claims, scheme, NameClaim, RoleClaim);
    }
}
