using System.Net;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Http;

/// <summary>An installation over https of its own authority, over plain http, and behind a proxy.</summary>
public class SignInTransportTests
{
    private static readonly CancellationToken Stopping = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_https_every_cookie_is_secure_and_out_of_reach_of_scripts_and_other_sites_and_the_browser_stays_with_https()
    {
        await using var room = await InstalledRoom.StartAsync();
        var key = await room.AddPersonAsync("admin", Roles.Administrator);
        using var visitor = room.Visit(room.Https);
        var set = new List<string>();
        using var page = Noted(await visitor.GetAsync("/sign-in"), set);
        using var first = Noted(await visitor.SubmitAsync("/sign-in", "sign-in", ("Given.Name", "admin"), ("Given.Password", InstalledRoom.Password)), set);
        using var second = Noted(await visitor.SubmitAsync("/sign-in/code", "code", ("Given.Code", Authenticator.Code(key))), set);
        using var account = await visitor.GetAsync("/account");
        Assert.Equal(200, (int)account.StatusCode);
        Assert.Equal("max-age=31536000", Assert.Single(account.Headers.GetValues("Strict-Transport-Security")));
        // As localhost it would hold for whatever else this machine serves.
        using var local = room.Visit(room.Https.Replace(InstalledRoom.Name, "localhost", StringComparison.Ordinal));
        using var here = await local.GetAsync("/sign-in");
        Assert.False(here.Headers.Contains("Strict-Transport-Security"));

        Assert.Contains(set, c => c.StartsWith("solutions=", StringComparison.Ordinal));
        Assert.Contains(set, c => c.StartsWith("solutions-second=", StringComparison.Ordinal));
        Assert.Contains(set, c => c.StartsWith(".AspNetCore.Antiforgery", StringComparison.Ordinal));
        foreach (var cookie in set)
        {
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("(?i); samesite=(lax|strict)", cookie);
        }
    }

    [Fact]
    public async Task The_first_account_is_made_over_https_too()
    {
        await using var room = await InstalledRoom.StartAsync();
        using var visitor = room.Visit(room.Https);
        using var led = await visitor.GetAsync("/sign-in", ("Accept", "text/html"));
        Assert.Equal("/set-up", new Uri(led.Headers.Location!.OriginalString, UriKind.RelativeOrAbsolute) is { IsAbsoluteUri: true } at ? at.AbsolutePath
            : led.Headers.Location.OriginalString);
        using var made = await visitor.SubmitAsync("/set-up", "set-up", ("Given.Code", room.Get<SetUpCode>().Renew()), ("Given.Name", "Admin"),
            ("Given.SignIn", "admin"), ("Given.Password", InstalledRoom.Password));
        Assert.Equal(302, (int)made.StatusCode);
        Assert.Contains(visitor.Cookies.GetAllCookies(), c => c is { Name: "solutions-second", Secure: true, HttpOnly: true });
        using var root = await visitor.GetAsync("/certificate.pem");
        Assert.Equal(room.Root.ExportCertificatePem() + "\n", await root.Content.ReadAsStringAsync(Stopping));
    }

    [Fact]
    public async Task Over_http_an_installation_serves_this_machine_only()
    {
        await using var room = await InstalledRoom.StartAsync();
        await room.AddPersonAsync("admin", Roles.Administrator);
        using var near = room.Visit(room.Http);
        using var page = await near.GetAsync("/sign-in");
        Assert.Equal(200, (int)page.StatusCode);
        Assert.False(page.Headers.Contains("Strict-Transport-Security"));

        using var far = room.Visit(room.Http.Replace("localhost", InstalledRoom.Name, StringComparison.Ordinal));
        using var refused = await far.GetAsync("/sign-in");
        Assert.Equal(403, (int)refused.StatusCode);
        Assert.Contains("ask by https", await refused.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
        using var sent = await far.PostAsync("/sign-in", "sign-in", null, ("Given.Name", "admin"), ("Given.Password", InstalledRoom.Password));
        Assert.Equal(403, (int)sent.StatusCode);
        using var probe = await far.GetAsync("/healthz");
        Assert.Equal(200, (int)probe.StatusCode);
    }

    [Theory]
    [InlineData("", true, false)]
    [InlineData("", false, false)]
    [InlineData("127.0.0.9", false, false)]
    [InlineData("127.0.0.9;127.0.0.1", true, true)]
    public async Task What_a_proxy_states_of_scheme_host_and_client_is_believed_if_it_is_listed(string proxies, bool keepsHost, bool isBelieved)
    {
        await using var room = await InstalledRoom.StartAsync(proxies);
        var key = await room.AddPersonAsync("admin", Roles.Administrator);
        await using var proxy = await FrontProxy.StartAsync(room.Http, InstalledRoom.Name, keepsHost);
        using var visitor = new Visitor(proxy.Address, IPAddress.Parse("127.0.3.7"), proxy.Root);
        using var page = await visitor.GetAsync("/sign-in");
        Assert.Equal(isBelieved, page.Headers.Contains("Strict-Transport-Security"));
        using var first = await visitor.SubmitAsync("/sign-in", "sign-in", ("Given.Name", "admin"), ("Given.Password", InstalledRoom.Password));
        Assert.Equal(isBelieved ? 302 : 403, (int)first.StatusCode);
        using var second = await visitor.SubmitAsync("/sign-in/code", "code", ("Given.Code", Authenticator.Code(key)));
        Assert.Equal(isBelieved ? ["127.0.3.7"] : [], room.Get<Sessions>().Of(person: 1).Select(session => session.Address));
        Assert.Equal(isBelieved, visitor.Cookies.GetAllCookies().Any(c => c is { Name: "solutions", Secure: true }));
    }

    [Fact]
    public async Task Behind_a_listed_proxy_the_host_must_still_be_a_name_of_ours()
    {
        await using var room = await InstalledRoom.StartAsync("127.0.0.1");
        await using var proxy = await FrontProxy.StartAsync(room.Http, "elsewhere.example", keepsHost: false);
        using var visitor = new Visitor(proxy.Address, IPAddress.Loopback, proxy.Root);
        using var answer = await visitor.GetAsync("/sign-in");
        Assert.Equal(400, (int)answer.StatusCode);
    }

    private static HttpResponseMessage Noted(HttpResponseMessage answer, List<string> cookies)
    {
        // One that is deleted has no value to keep.
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
            cookies.AddRange(set.Where(c => !c.Contains("=;", StringComparison.Ordinal)));
        return answer;
    }
}
