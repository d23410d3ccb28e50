using System.Net;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Access;

/// <summary>Every page and endpoint of an installation, asked for as every role and as nobody, beside the table of the decision.</summary>
public sealed class RightsTests : IAsyncLifetime
{
    private const string SecretName = "Flat 3, Elm Grove", SecretDevice = "Their bedroom";
    private static readonly (char Letter, Roles Role)[] Letters =
    [
        ('o', Roles.Operator), ('s', Roles.Supervisor), ('h', Roles.EnvironmentalHealth),
        ('e', Roles.Engineer), ('c', Roles.Caseworker), ('a', Roles.Administrator),
    ];

    private readonly TemporaryFolder folder = new();
    private readonly int[] ports = FreePort.Take(5);
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private WebApplication app = null!;

    public async ValueTask InitializeAsync()
    {
        app = await ControlRoomApp.BuildAsync(new()
        {
            Urls = $"http://127.0.0.1:{ports[0]}",
            Data = Path.Combine(folder.Path, "data"),
            Mqtt = new() { TlsPort = ports[3] },
            Devices = new() { Port = ports[4] },
            Cluster = new() { SiloPort = ports[1], GatewayPort = ports[2] },
        }, TimeProvider.System, CancellationToken.None);
        await app.StartAsync();
        await app.Services.GetRequiredService<SiteStore>().PutAsync(new()
        {
            Id = "h1",
            Name = SecretName,
            Type = SiteType.HOME,
            TimeZone = "Europe/London",
            Devices = [new() { Id = "d1", Name = SecretDevice, Sound = new() }],
        }, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public void The_table_of_the_decision_is_the_one_in_force()
    {
        var written = File.ReadLines(Path.Combine(Tree.Root, "shared", "decisions", "0046-people-and-rights.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells.Length == 4 && Enum.TryParse<Right>(cells[1], out _))
            .ToDictionary(cells => Enum.Parse<Right>(cells[1]), cells =>
                Letters.Where(l => cells[2].Contains(l.Letter)).Aggregate(Roles.None, (all, l) => all | l.Role));
        Assert.Equal(AccessTable.Held.OrderBy(r => r.Key), written.OrderBy(r => r.Key));
    }

    [Fact]
    public void Every_page_and_endpoint_names_a_right_or_that_it_is_for_anyone() => Assert.Empty(
        Endpoints.Where(e => e.Metadata.GetMetadata<NeedsAttribute>() is null && e.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(e => e.RoutePattern.RawText));

    [Fact]
    public async Task Each_role_and_nobody_receives_what_the_table_says_and_no_name_of_a_home()
    {
        var tokens = app.Services.GetRequiredService<Tokens>();
        var (asked, faults) = (0, new List<string>());
        foreach (var role in Letters.Select(l => l.Role).Append(Roles.None))
        {
            var token = role == Roles.None ? null : (await tokens.MakeAsync("test", role, 1, Caller.Nobody)).Token;
            foreach (var (endpoint, method) in Endpoints.SelectMany(e => Methods(e).Select(m => (e, m))))
            {
                using var request = new HttpRequestMessage(new(method), $"http://127.0.0.1:{ports[0]}{Address(endpoint)}");
                if (token is not null)
                    request.Headers.Authorization = new("Bearer", token);
                if (method is not ("GET" or "HEAD"))
                    request.Content = new StringContent("{}", Encoding.UTF8, Body(endpoint));
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                asked++;
                if (FindFault(endpoint, role, answer.StatusCode) is { } fault)
                    faults.Add($"{RoleNames.Write(role)} {method} {endpoint.RoutePattern.RawText}: {fault}");
                if (role.Allows(Right.SeeHomes) || answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
                    continue;
                var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                if (body.Contains(SecretName, StringComparison.Ordinal) || body.Contains(SecretDevice, StringComparison.Ordinal))
                    faults.Add($"{RoleNames.Write(role)} {method} {endpoint.RoutePattern.RawText}: the body holds the name of a home or of its device");
            }
        }
        TestContext.Current.SendDiagnosticMessage("{0} requests, {1} forbidden", asked, faults.Count);
        Assert.Empty(faults);
        Assert.True(asked > 250, $"only {asked} requests");
    }

    private IEnumerable<RouteEndpoint> Endpoints => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        // Files of the page: the same for all, and many.
        .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null || e.DisplayName?.Contains('.', StringComparison.Ordinal) != true);

    private static string? FindFault(RouteEndpoint endpoint, Roles role, HttpStatusCode status)
    {
        var isRefused = status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return null;
        var needed = endpoint.Metadata.GetOrderedMetadata<NeedsAttribute>().Select(n => n.Right).ToList();
        var isAllowed = needed.Count > 0 && needed.TrueForAll(right => role.Allows(right));
        // What is asked for here is a home's: a role that does not see homes may be refused that by the endpoint itself.
        return isAllowed ? isRefused && role.Allows(Right.SeeHomes) ? $"{(int)status}, though the role has the right" : null
            : isRefused ? null : $"{(int)status}, though it needs {string.Join(" and ", needed)}";
    }

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET"];

    private static string Body(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IAcceptsMetadata>()?.ContentTypes is [var first, ..] ? first : "application/json";

    /// <summary>With the home's site and device where an address asks for one.</summary>
    private static string Address(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart { Name: "device" } => "d1",
            RoutePatternParameterPart { Name: "number" } => "0",
            RoutePatternParameterPart => "h1",
            RoutePatternSeparatorPart separator => separator.Content,
            _ => "",
        }))));
}
