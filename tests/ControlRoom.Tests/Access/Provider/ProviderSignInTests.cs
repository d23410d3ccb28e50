using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Access.Provider;
using Solutions.Edge.ControlRoom.Tests.Http;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Access.Provider;

/// <summary>People of a real provider, over https on both sides.</summary>
public sealed class ProviderSignInTests : IAsyncLifetime
{
    private const string Olive = "olive@example.org";

    private readonly TemporaryFolder folder = new();
    private readonly int[] ports = InstalledRoom.TakePorts();
    private RealProvider provider = null!;
    private InstalledRoom room = null!;

    public async ValueTask InitializeAsync() =>
        provider = await RealProvider.StartAsync(InstalledRoom.HttpsOf(ports) + "/sign-in/provider/answer");

    public async ValueTask DisposeAsync()
    {
        await room.DisposeAsync();
        await provider.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_person_that_is_invited_comes_in_by_the_provider_and_then_by_the_providers_number_whatever_the_name_is()
    {
        await StartAsync(secondFactor: true);
        // Without a password or an authenticator.
        await ActAsync(async people => Assert.Null((await people.AddAsync(Olive, "Olive", Roles.Operator, "test")).Fault));
        Assert.Contains("\"State\">invited<", await PeoplePageAsync(), StringComparison.Ordinal);
        using (var first = Visit())
        {
            Assert.Equal("/account", await GoAsync(first, "/account"));
            using var account = await first.GetAsync("/account");
            Assert.Contains(Olive, await account.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.StartsWith("S256 ", Assert.Single(provider.Challenges), StringComparison.Ordinal);
        }
        Assert.Contains("\"State\">open<", await PeoplePageAsync(), StringComparison.Ordinal);
        provider.Person = provider.Person with { Email = "olive.smith@example.org" };
        using var again = Visit();
        Assert.Equal("/", await GoAsync(again, "/"));
        Assert.Single(await room.Get<AuditLog>().FindAsync("linked with the provider", null, 10, TestContext.Current.CancellationToken));
        // Signing out ends the session here.
        using var left = await again.PostAsync("/sign-out", "", await again.FormTokenAsync("/account"));
        Assert.Null(again.Cookie("solutions"));
    }

    [Fact]
    public async Task Without_a_second_factor_of_the_provider_ones_own_is_asked_for()
    {
        await StartAsync(secondFactor: false);
        var key = await room.AddPersonAsync(Olive, Roles.Operator);
        using var visitor = Visit();
        Assert.Equal("/sign-in/code?to=%2F", await GoAsync(visitor, "/"));
        Assert.Null(visitor.Cookie("solutions"));
        using var answer = await visitor.SubmitAsync("/sign-in/code?to=%2F", "code", ("Given.Code", Authenticator.Code(key)));
        Assert.NotNull(visitor.Cookie("solutions"));
    }

    [Theory]
    [InlineData("olive@example.org", false, nameof(ProviderRefusal.Unnamed), "that it has verified")]
    [InlineData("stranger@example.org", true, nameof(ProviderRefusal.Uninvited), "an administrator invites you")]
    [InlineData("closed@example.org", true, nameof(ProviderRefusal.Shut), "is closed")]
    public async Task A_name_that_is_not_verified_not_invited_or_closed_does_not_come_in(string email, bool isVerified, string why, string says)
    {
        await StartAsync(secondFactor: true);
        await room.AddPersonAsync(Olive, Roles.Operator);
        await room.AddPersonAsync("closed@example.org", Roles.Operator);
        await SetClosedAsync("closed@example.org");
        provider.Person = new("815", email, isVerified);
        await AssertRefusedAsync(Enum.Parse<ProviderRefusal>(why), says);
    }

    [Fact]
    public async Task An_account_that_was_closed_since_it_was_linked_does_not_come_in()
    {
        await StartAsync(secondFactor: true);
        await room.AddPersonAsync(Olive, Roles.Operator);
        using (var first = Visit())
            Assert.Equal("/", await GoAsync(first, "/"));
        await SetClosedAsync(Olive);
        await AssertRefusedAsync(ProviderRefusal.Shut, "is closed");
    }

    [Fact]
    public async Task Another_person_that_has_the_name_now_does_not_come_into_the_account_until_its_own_is_invited_again()
    {
        await StartAsync(secondFactor: true);
        await room.AddPersonAsync(Olive, Roles.Operator);
        using (var first = Visit())
            Assert.Equal("/", await GoAsync(first, "/"));
        provider.Person = provider.Person with { Subject = "4712" };
        await AssertRefusedAsync(ProviderRefusal.Another, "linked with another person");
        await ActAsync(async people => Assert.Null(await people.TakeUpAsync((await people.FindAsync(1))!, InstalledRoom.Password)));
        using var other = Visit();
        Assert.Equal("/", await GoAsync(other, "/"));
    }

    [Fact]
    public async Task An_answer_that_belongs_to_another_browser_signs_nobody_in()
    {
        await StartAsync(secondFactor: true);
        await room.AddPersonAsync(Olive, Roles.Operator);
        using var attacker = Visit();
        using var begun = await attacker.GetAsync("/sign-in/provider");
        using var recognised = await attacker.GetAsync(begun.Headers.Location!.OriginalString);
        using var victim = Visit();
        using var answer = await victim.GetAsync(recognised.Headers.Location!.PathAndQuery);
        Assert.Equal(ProviderSignIn.PageOf(ProviderRefusal.Answer), answer.Headers.Location!.OriginalString);
        Assert.Null(victim.Cookie("solutions"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_provider_that_is_away_or_may_not_be_asked_keeps_neither_the_start_nor_a_password_from_working(bool isAway)
    {
        if (isAway)
            await provider.StopAsync();
        await StartAsync(secondFactor: true, allowsPrivate: isAway);
        var key = await room.AddPersonAsync(Olive, Roles.Operator);
        await AssertRefusedAsync(ProviderRefusal.Silent, "cannot be asked now");
        Assert.Empty(provider.Challenges);
        using var visitor = Visit();
        using var first = await visitor.SubmitAsync("/sign-in", "sign-in", ("Given.Name", Olive), ("Given.Password", InstalledRoom.Password));
        using var second = await visitor.SubmitAsync("/sign-in/code", "code", ("Given.Code", Authenticator.Code(key)));
        Assert.NotNull(visitor.Cookie("solutions"));
    }

    private async Task StartAsync(bool secondFactor, bool allowsPrivate = true)
    {
        var secret = Path.Combine(folder.Path, "secret");
        await File.WriteAllTextAsync(secret, RealProvider.Secret + "\n");
        room = await InstalledRoom.StartAsync(oidc: new()
        {
            Authority = provider.Authority,
            ClientId = RealProvider.ClientId,
            SecretFile = secret,
            Name = "Borough account",
            SecondFactor = secondFactor,
            Private = allowsPrivate,
        }, ports: ports);
        // As a machine does on which the provider's authority is installed.
        var asking = (SocketsHttpHandler)room.Get<IOptionsMonitor<OpenIdConnectOptions>>().Get(ProviderFeature.Scheme).BackchannelHttpHandler!;
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(provider.Root);
        asking.SslOptions.CertificateChainPolicy = trust;
    }

    private Visitor Visit() => room.Visit(room.Https, provider.Root);

    /// <summary>Follows the link of the page of signing in, to the provider and back.</summary>
    /// <returns>Where it ends: the first page that is not on that way.</returns>
    private static async Task<string> GoAsync(Visitor visitor, string to)
    {
        using var page = await visitor.GetAsync($"/sign-in?to={Uri.EscapeDataString(to)}");
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var link = $"/sign-in/provider?to={Uri.EscapeDataString(to)}";
        Assert.Contains($"href=\"{link}\">Sign in with Borough account</a>", html, StringComparison.Ordinal);
        for (var steps = 0; steps < 10; steps++)
        {
            using var answer = await visitor.GetAsync(link);
            Assert.True((int)answer.StatusCode == 302, $"{link} answered {(int)answer.StatusCode}");
            link = answer.Headers.Location!.OriginalString;
            if (link.StartsWith('/') && !link.StartsWith("/sign-in/provider", StringComparison.Ordinal))
                return link;
        }
        throw new InvalidOperationException($"no end at {link}");
    }

    private async Task<string> PeoplePageAsync()
    {
        var token = (await room.Get<Tokens>().MakeAsync("test", Roles.Administrator, 1, Caller.Nobody)).Token;
        using var visitor = Visit();
        using var page = await visitor.GetAsync("/people", ("Authorization", $"Bearer {token}"));
        return await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task AssertRefusedAsync(ProviderRefusal why, string says)
    {
        using var visitor = Visit();
        var page = await GoAsync(visitor, "/");
        Assert.Equal(ProviderSignIn.PageOf(why), page);
        Assert.Null(visitor.Cookie("solutions"));
        using var shown = await visitor.GetAsync(page);
        Assert.Contains(says, await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private Task SetClosedAsync(string name) => ActAsync(async people =>
        Assert.Null(await people.SetClosedAsync((await people.FindAsync((await people.ListAsync()).Single(p => p.UserName == name).Id))!, true, "test")));

    private async Task ActAsync(Func<People, Task> act)
    {
        await using var scope = room.Get<IServiceScopeFactory>().CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<People>());
    }
}
