using Solutions.Edge.ControlRoom.Access.Provider;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Access.Provider;

public class OidcSettingsTests
{
    [Theory]
    [InlineData("http://provider.example", false, "must be an https address")]
    [InlineData("http://127.0.0.1:5001", false, "must be an https address")]
    [InlineData("http://provider.example", true, "must be an https address")]
    [InlineData("file:///etc/passwd", false, "must be an https address")]
    [InlineData("provider", false, "must be an https address")]
    [InlineData("https://169.254.169.254", false, "is not on the internet")]
    [InlineData("https://10.1.2.3:8443/realms/one", false, "is not on the internet")]
    [InlineData("https://[fd00::1]", false, "is not on the internet")]
    [InlineData("http://127.0.0.1:5001", true, "is not on the internet")]
    public void An_address_that_may_not_be_asked_is_refused_with_a_sentence_that_names_it(string authority, bool demonstration, string says)
    {
        var fault = new ControlRoomOptions { Demo = demonstration, Oidc = new() { Authority = authority, ClientId = "room" } }.FindFault();
        Assert.StartsWith($"SOLUTIONS__OIDC__AUTHORITY is '{authority}'", fault, StringComparison.Ordinal);
        Assert.Contains(says, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_private_address_is_taken_where_the_setting_allows_it()
    {
        Assert.Null(new OidcSettings { Authority = "https://10.1.2.3", ClientId = "room", Private = true }.FindFault(false));
        Assert.Null(new OidcSettings { Authority = "http://127.0.0.1:5001", ClientId = "room", Private = true }.FindFault(true));
        Assert.Null(new OidcSettings { Authority = "https://provider.example", ClientId = "room" }.FindFault(false));
    }

    [Fact]
    public void What_else_is_lacking_is_named()
    {
        Assert.Contains("SOLUTIONS__OIDC__CLIENTID is empty", new OidcSettings { Authority = "https://provider.example" }.FindFault(false),
            StringComparison.Ordinal);
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "secret");
        OidcSettings settings = new() { Authority = "https://provider.example", ClientId = "room", SecretFile = file };
        Assert.Contains($"SOLUTIONS__OIDC__SECRETFILE '{file}' cannot be read", settings.FindFault(false), StringComparison.Ordinal);
        File.WriteAllText(file, "\n");
        Assert.Contains($"SOLUTIONS__OIDC__SECRETFILE '{file}' is empty", settings.FindFault(false), StringComparison.Ordinal);
        File.WriteAllText(file, "a secret\n");
        Assert.Null(settings.FindFault(false));
        Assert.Equal("a secret", settings.Secret);
    }
}
