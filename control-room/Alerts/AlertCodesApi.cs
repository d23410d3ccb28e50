using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Alerts.Codes;
using Solutions.Edge.ControlRoom.Alerts.Parameters;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>A figure of a code.</summary>
/// <param name="Name">By which it is set.</param>
/// <param name="Words">What people call it, with its unit.</param>
/// <param name="Usual">The default.</param>
/// <param name="Least">The least that it may be.</param>
/// <param name="Greatest">The greatest.</param>
internal sealed record FigureView(string Name, string Words, double Usual, double Least, double Greatest);

/// <summary>An alert code.</summary>
/// <param name="Code">For example <c>GATE-FORCED</c>.</param>
/// <param name="Title">What it means.</param>
/// <param name="Rule">The version of its rule.</param>
/// <param name="Audience">On whose screen its alerts are.</param>
/// <param name="Responders">Who can act.</param>
/// <param name="Priorities">1 to 4: that of most, then the others that they may have.</param>
/// <param name="Heading">The NSIR heading that is suggested; null = none.</param>
/// <param name="Type">The type that is suggested; null = none.</param>
/// <param name="FoldsUnder">The code that its alerts feed or follow; null = none.</param>
/// <param name="RingsUpToSeconds">How late a fact may be and still ring.</param>
/// <param name="Figures">The figures that it goes by, beside those of every code.</param>
internal sealed record AlertCodeView(string Code, string Title, string Rule, Audience Audience, IReadOnlyList<Responder> Responders,
    IReadOnlyList<int> Priorities, NsirHeading? Heading, NsirType? Type, string? FoldsUnder, double RingsUpToSeconds, IReadOnlyList<FigureView> Figures);

/// <summary>All codes.</summary>
/// <param name="Items">Each of them.</param>
/// <param name="EveryCode">The figures that all, or many, go by.</param>
internal sealed record AlertCodesView(IReadOnlyList<AlertCodeView> Items, IReadOnlyList<FigureView> EveryCode);

/// <summary><c>GET /api/v1/alert-codes</c>: what rings here, for whom, and by which figures.</summary>
internal static class AlertCodesApi
{
    private static readonly Dictionary<string, FigureView> Figures = Values().ToDictionary(f => f.Name);

    /// <summary>What this version evaluates.</summary>
    public static AlertCodesView All { get; } = new([.. AlertCodes.All.Select(View)],
        [.. Figures.Values.ExceptBy(AlertCodes.All.SelectMany(r => r.Facts.Figures).Select(Name), f => f.Name)]);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/alert-codes", () => TypedResults.Ok(All)).Needs(Right.SeeSites)
        .WithSummary("Every alert code: for whom it rings, how urgent it is, what it suggests, and the figures that a site may set.");

    private static AlertCodeView View(Rule rule) => new(rule.Code, rule.Title, rule.Version, rule.Audience, rule.Facts.Responders, rule.Facts.Priorities,
        rule.Facts.Heading, rule.Facts.Type, rule.FoldsUnder, rule.RingsUpTo.TotalSeconds, [.. rule.Facts.Figures.Select(f => Figures[Name(f)])]);

    private static IEnumerable<FigureView> Values() => from value in ParameterValues.Write(RuleParameters.Default)
                                                       let bounds = ParameterValues.Bounds[value.Key]
                                                       select new FigureView(value.Key, ParameterWords.Of(value.Key), value.Value!.GetValue<double>(),
                                                           bounds.Least, bounds.Greatest);

    private static string Name(string property) => char.ToLowerInvariant(property[0]) + property[1..];
}
