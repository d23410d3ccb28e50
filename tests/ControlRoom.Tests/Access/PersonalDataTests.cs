using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Access;

/// <summary>What an installation keeps of a person: read and erased by command, as an administrator of the machine does it.</summary>
public sealed class PersonalDataTests : IAsyncLifetime
{
    private const string Name = "Ottilie Farnsworth", SignIn = "ottilie@council.example", Browser = "Ottilie's browser", TokenName = "Ottilie's script";
    private static readonly CancellationToken Stopping = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder folder = new();
    private readonly int[] ports = FreePort.Take(5);
    private WebApplication app = null!;
    private bool isStopped;
    private long first, person;
    private string token = "";

    private string Data => Path.Combine(folder.Path, "data");

    private string File => Path.Combine(folder.Path, "person.json");

    public async ValueTask InitializeAsync()
    {
        app = await ControlRoomApp.BuildAsync(new()
        {
            Urls = $"http://127.0.0.1:{ports[0]}",
            Data = Data,
            Mqtt = new() { TlsPort = ports[3] },
            Devices = new() { Port = ports[4] },
            Cluster = new() { SiloPort = ports[1], GatewayPort = ports[2] },
        }, TimeProvider.System, CancellationToken.None);
        await app.StartAsync();
        (first, person) = (await AddAsync("first", "First", Roles.Administrator), await AddAsync(SignIn, Name, Roles.Supervisor));
        await UseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task All_that_is_kept_of_a_person_is_in_the_export_but_no_secret()
    {
        var exported = await CommandAsync("person", "export", SignIn, File);
        Assert.Equal((0, $"What is kept of person {person} is in {File}.\n"), (exported.ExitCode, exported.Output));
        var text = await System.IO.File.ReadAllTextAsync(File, Stopping);
        var kept = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal((Name, SignIn, "supervisor"), (Text(kept, "name"), Text(kept, "signInName"), kept.GetProperty("roles")[0].GetString()));
        Assert.Equal(["Password", "AuthenticatorKey"], kept.GetProperty("secrets").EnumerateArray().Select(s => s.GetString()));
        Assert.Equal("Ottilie's key", Text(Assert.Single(kept.GetProperty("passkeys").EnumerateArray()), "name"));
        Assert.Equal(Browser, Text(Assert.Single(kept.GetProperty("sessions").EnumerateArray()), "browser"));
        Assert.Equal(TokenName, Text(Assert.Single(kept.GetProperty("tokens").EnumerateArray()), "name"));
        Assert.Equal(["account made", "invited", "signed in"], kept.GetProperty("audit").EnumerateArray().Select(a => Text(a, "act")));
        var acts = kept.GetProperty("acts");
        Assert.Equal("a1", Text(Assert.Single(acts.GetProperty("alerts").EnumerateArray()), "alert"));
        Assert.Equal("a narrow passage", Text(Assert.Single(acts.GetProperty("figures").EnumerateArray()), "reason"));
        foreach (var secret in await SecretsAsync())
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        var again = await CommandAsync("person", "export", person.ToString(System.Globalization.CultureInfo.InvariantCulture), File + "2");
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(2, (await RowsAsync()).Count(r => (r.Act, r.Subject) == ("account exported", $"person {person}")));
    }

    [Fact]
    public async Task An_erased_person_is_a_number_in_a_chain_that_holds_and_no_file_has_the_name()
    {
        var (before, token) = (await RowsAsync(), (await SecretsAsync())[0]);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(token));
        var unsure = await CommandAsync("person", "erase", $"{person}");
        Assert.Equal(2, unsure.ExitCode);
        Assert.StartsWith("Nothing is erased. Name, sign-in, sessions and tokens of person 2 would be gone", unsure.Error, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(token));

        var erased = await CommandAsync("person", "erase", $"{person}", "--yes");
        Assert.True(erased.ExitCode == 0, erased.Error);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(token));
        Assert.Empty(app.Services.GetRequiredService<Sessions>().Of(person));
        Assert.Null((await app.Services.GetRequiredService<AuditLog>().VerifyAsync(Stopping)).Fault);
        var after = await RowsAsync();
        Assert.Equal(before.Select(r => r.Digest), after.Take(before.Count).Select(r => r.Digest));
        Assert.Contains(after, r => (r.Hand, r.Act, r.Subject) == ("command line", "account erased", "person 2"));
        // The number is never another's.
        Assert.Equal(3, await AddAsync("third", "Third", Roles.Operator));
        await StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "lock"))
        {
            var bytes = await System.IO.File.ReadAllBytesAsync(file, Stopping);
            foreach (var word in new[] { "Ottilie", "Farnsworth", "OTTILIE", "ottilie" })
                Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) < 0, $"{file} holds {word}");
        }
    }

    [Fact]
    public async Task The_last_administrator_and_one_that_is_not_there_are_not_erased()
    {
        var last = await CommandAsync("person", "erase", $"{first}", "--yes");
        Assert.Equal((2, "This is the only administrator; give another account that role first.\n"), (last.ExitCode, last.Error));
        var none = await CommandAsync("person", "erase", "77", "--yes");
        Assert.Equal((2, "There is no account of a person 77.\n"), (none.ExitCode, none.Error));
        var unknown = await CommandAsync("person", "export", "nobody@council.example", File);
        Assert.Equal(2, unknown.ExitCode);
        Assert.StartsWith("There is no account of a person 'nobody@council.example'", unknown.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(await RowsAsync(), r => (r.Subject + r.Detail).Contains('@', StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_author_of_figures_is_a_number_whatever_a_program_states()
    {
        var (token, row, _) = await app.Services.GetRequiredService<Tokens>().MakeAsync("a script", Roles.Supervisor, 1, Caller.Nobody);
        using var http = Client(token!);
        using var put = await http.PutAsJsonAsync("api/v1/sites/alley/parameters", new
        {
            author = Name,
            reason = "a wide passage",
            values = new { leftOpenClosedSeconds = 20 },
        }, Stopping);
        put.EnsureSuccessStatusCode();
        Assert.Equal($"token {row!.Number}", Text(await http.GetFromJsonAsync<JsonElement>("api/v1/sites/alley/parameters", Stopping), "author"));
    }

    /// <summary>A session, a passkey, an authenticator, a token, an alert answered and figures changed.</summary>
    private async Task UseAsync()
    {
        await app.Services.GetRequiredService<SiteStore>().PutAsync(new()
        {
            Id = "alley",
            Name = "Alley",
            Type = SiteType.ALLEY,
            TimeZone = "Europe/London",
            Devices = [new() { Id = "gate", Name = "Gate", Gate = new() { Lock = LockType.Keyed } }],
        }, Stopping);
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var people = scope.ServiceProvider.GetRequiredService<People>();
        var them = (await people.FindAsync(person))!;
        await people.InviteAsync(them, "command line");
        await accounts.AddPasswordAsync(them, "a gate and a lamp and a bolt");
        await accounts.ResetAuthenticatorKeyAsync(them);
        await accounts.AddOrUpdatePasskeyAsync(them, new([1, 2, 3], [4, 5, 6], DateTimeOffset.UnixEpoch, 0, null, true, false, false, [7], [8])
        {
            Name = "Ottilie's key",
        });
        var context = new DefaultHttpContext();
        context.Request.Headers.UserAgent = Browser;
        await app.Services.GetRequiredService<Sessions>().BeginAsync(person, context);
        await app.Services.GetRequiredService<AuditLog>().WriteAsync($"person {person}", "signed in");
        var byPerson = Caller.Of(them);
        token = (await app.Services.GetRequiredService<Tokens>().MakeAsync(TokenName, Roles.Supervisor, 1, byPerson)).Token!;
        await app.Services.GetRequiredService<ControlRoom.Alerts.Parameters.SiteParameters>().ChangeAsync("alley",
            new(byPerson.Hand, "a narrow passage", JsonSerializer.Deserialize<Dictionary<string, JsonElement>>("""{"leftOpenClosedSeconds":10}""")!), Stopping);
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<ControlRoomDb>>().CreateDbContextAsync(Stopping);
        db.Add(new AlertTransition { Alert = "a1", AtMs = 1, Event = AlertEvent.Acknowledged, By = byPerson.Hand, Why = "" });
        await db.SaveChangesAsync(Stopping);
    }

    /// <summary>The token first.</summary>
    private async Task<IReadOnlyList<string>> SecretsAsync()
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<ControlRoomDb>>().CreateDbContextAsync(Stopping);
        var them = await db.Set<Person>().SingleAsync(p => p.Id == person, Stopping);
        return [token, them.PasswordHash!, them.SecurityStamp!, (await db.Set<TokenRow>().SingleAsync(Stopping)).Hash,
            .. await db.Set<IdentityUserToken<long>>().Select(t => t.Value!).ToListAsync(Stopping)];
    }

    private async Task<long> AddAsync(string signIn, string name, Roles roles)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<People>().AddAsync(signIn, name, roles, "command line")).Person!.Id;
    }

    private async Task<HttpStatusCode> AskAsync(string bearer)
    {
        using var http = Client(bearer);
        return (await http.GetAsync("api/v1/audit/verify", Stopping)).StatusCode;
    }

    private HttpClient Client(string bearer) => new()
    {
        BaseAddress = new($"http://127.0.0.1:{ports[0]}/"),
        DefaultRequestHeaders = { Authorization = new("Bearer", bearer) },
    };

    private Task<CommandRun> CommandAsync(params string[] arguments) =>
        CommandRun.OfControlRoomAsync([.. arguments, "--url", $"http://127.0.0.1:{ports[0]}"], new() { ["SOLUTIONS__DATA"] = Data });

    private async Task<List<AuditRow>> RowsAsync() => await app.Services.GetRequiredService<AuditLog>().ReadAsync(Stopping).ToListAsync(Stopping);

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    private async Task StopAsync()
    {
        if (isStopped)
            return;
        isStopped = true;
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }
}
