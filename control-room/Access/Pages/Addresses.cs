namespace Solutions.Edge.ControlRoom.Access.Pages;

/// <summary>Where the pages of this slice are.</summary>
internal static class Addresses
{
    public const string SignIn = "/sign-in", Code = "/sign-in/code", Provider = "/sign-in/provider", SignOut = "/sign-out", SignedIn = "/signed-in",
        Refused = "/refused", SetUp = "/set-up", Invitation = "/invitation", Account = "/account", People = "/people", Tokens = "/tokens",
        Audit = "/audit", Settings = "/settings";

    public const string ReturnTo = "to";

    /// <summary>An address of this control room; "/" for any other.</summary>
    public static string Local(string? address) =>
        address is ['/', ..] && (address.Length == 1 || address[1] is not ('/' or '\\')) && !address.Any(char.IsControl) ? address : "/";
}
