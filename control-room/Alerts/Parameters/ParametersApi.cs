using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Alerts.Parameters;

/// <summary>The parameters that a site's rules go by now.</summary>
/// <param name="Site">The site.</param>
/// <param name="Version">What its alerts name; 1 = the defaults.</param>
/// <param name="Since">Since when they have been in force; null = from the start.</param>
/// <param name="Author">Whose change they are; null = nobody's.</param>
/// <param name="Reason">Why.</param>
/// <param name="Values">By name.</param>
/// <param name="Bounds">By name the least and the greatest that each may be.</param>
internal sealed record ParametersView(string Site, int Version, DateTimeOffset? Since, string? Author, string? Reason, JsonObject Values,
    IReadOnlyDictionary<string, double[]> Bounds);

/// <summary>One version of them, as it was put in force.</summary>
internal sealed record ParametersChangeView(int Version, DateTimeOffset Since, string Author, string Reason, JsonNode? Values);

/// <summary><c>GET</c> and <c>PUT /api/v1/sites/{id}/parameters</c>, and every change of them.</summary>
internal static class ParametersApi
{
    private const string Address = "/api/v1/sites/{id}/parameters";

    private static readonly Dictionary<string, double[]> Bounds =
        ParameterValues.Bounds.ToDictionary(b => b.Key, b => new[] { b.Value.Least, b.Value.Greatest });

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, async Task<IResult> (string id, SiteCatalog sites, SiteParameters parameters, CancellationToken stopping) =>
            sites.Find(id) is null ? NoSuchSite(id) : TypedResults.Ok(await ViewAsync(id, parameters, stopping)))
            .WithSummary("The figures that a site's rules go by, and between what each may be.").Needs(Right.SeeSites).Produces<ParametersView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet(Address + "/history", async Task<IResult> (string id, SiteCatalog sites, SiteParameters parameters, CancellationToken stopping) =>
            sites.Find(id) is null ? NoSuchSite(id) : TypedResults.Ok((await parameters.HistoryAsync(id, stopping)).Select(Change).ToList()))
            .WithSummary("Every change of a site's figures, the latest first.").Needs(Right.SeeSites).Produces<IReadOnlyList<ParametersChangeView>>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPut(Address, PutAsync).Needs(Right.ChangeParameters)
            .WithSummary("Puts a whole set of figures in force, with author and reason; what is not among the values has its default.")
            .WithDescription("With the version that was read: 409 if they have changed since.").Produces<ParametersView>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> PutAsync(
        string id, JsonElement body, SiteCatalog sites, SiteParameters parameters, Caller caller, CancellationToken cancellationToken)
    {
        if (sites.Find(id) is null)
            return NoSuchSite(id);
        ParametersChange? change;
        try
        {
            if (FindFault(body, out change) is { } wrong)
                return Refused(wrong, StatusCodes.Status400BadRequest);
        }
        catch (InvalidOperationException e)
        {
            // A name or a value that is no text: the body was taken as it is.
            return Refused($"the body does not read: {e.Message}", StatusCodes.Status400BadRequest);
        }
        // One that is signed in is the author, whatever the body says: no name is kept that cannot be erased.
        if (caller.Hand != Caller.Visitor.Hand)
            change = change! with { Author = caller.Hand };
        return await parameters.ChangeAsync(id, change!, cancellationToken) is var (fault, isStale)
            ? Refused(fault, isStale ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest)
            : TypedResults.Ok(await ViewAsync(id, parameters, cancellationToken));
    }

    private static string? FindFault(JsonElement body, out ParametersChange? change)
    {
        change = null;
        if (body.ValueKind != JsonValueKind.Object)
            return $"the body is a JSON {body.ValueKind}; it must be an object with author, reason and values";
        if (body.EnumerateObject().Select(p => p.Name).FirstOrDefault(n => n is not ("author" or "reason" or "values" or "version")) is { } unknown)
            return $"the body holds '{unknown}', which is not known; it may hold author, reason, values and version";
        foreach (var (name, kind, form) in new[]
        {
            ("author", JsonValueKind.String, "a text"), ("reason", JsonValueKind.String, "a text"),
            ("values", JsonValueKind.Object, "an object such as {\"nightExcessDb\":8}"),
        })
        {
            if (!body.TryGetProperty(name, out var given) || given.ValueKind != kind)
                return $"{name} is {(given.ValueKind == JsonValueKind.Undefined ? "not given" : given.GetRawText())}; it must be {form}";
        }
        int? version = null;
        if (body.TryGetProperty("version", out var stated) && stated.ValueKind != JsonValueKind.Null)
        {
            if (stated.ValueKind != JsonValueKind.Number || !stated.TryGetInt32(out var number))
                return $"version is {stated.GetRawText()}; it must be a whole number, or not given";
            version = number;
        }
        var values = body.GetProperty("values").EnumerateObject().GroupBy(v => v.Name).ToDictionary(g => g.Key, g => g.Last().Value);
        change = new(body.GetProperty("author").GetString()!, body.GetProperty("reason").GetString()!, values, version);
        return null;
    }

    private static async Task<ParametersView> ViewAsync(string site, SiteParameters parameters, CancellationToken cancellationToken)
    {
        var (inForce, latest) = (parameters.Of(site), await parameters.HistoryAsync(site, cancellationToken) is [var row, ..] ? row : null);
        return new(site, int.Parse(inForce.Version, CultureInfo.InvariantCulture), latest is null ? null : At(latest.AtMs), latest?.Author, latest?.Reason,
            ParameterValues.Write(inForce), Bounds);
    }

    private static ParametersChangeView Change(ParametersRow row) => new(row.Version, At(row.AtMs), row.Author, row.Reason, JsonNode.Parse(row.Values));

    private static DateTimeOffset At(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs);

    private static ProblemHttpResult NoSuchSite(string id) => Refused($"There is no site '{id}'.", StatusCodes.Status404NotFound);

    private static ProblemHttpResult Refused(string sentence, int status) => TypedResults.Problem(sentence, statusCode: status);
}
