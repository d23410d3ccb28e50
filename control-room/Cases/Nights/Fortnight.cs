using System.Globalization;

namespace Solutions.Edge.ControlRoom.Cases.Nights;

/// <summary>How a night stands out among those beside it.</summary>
internal enum NightMark
{
    None,

    /// <summary>Nothing was measured.</summary>
    Missing,

    /// <summary>Too little was measured to set it beside the others.</summary>
    Part,
    Loudest,
    Quietest,
}

/// <summary>One of the nights of a microphone.</summary>
/// <param name="Place">Where and when.</param>
/// <param name="Figures">Its figures; null = the microphone was not there yet.</param>
/// <param name="Mark">How it stands out.</param>
internal sealed record NightLine(NightPlace Place, NightFigures? Figures, NightMark Mark)
{
    /// <summary>A sign of its own shape and a word; empty = it does not stand out.</summary>
    public string Word => Mark switch
    {
        NightMark.Missing => Figures is null ? "✕ not here yet" : "✕ no data",
        NightMark.Part => string.Create(CultureInfo.InvariantCulture, $"◐ {Figures!.Capture:0} % only"),
        NightMark.Loudest => "▲ loudest",
        NightMark.Quietest => "▽ quietest",
        _ => "",
    };
}

/// <summary>The last nights of a microphone, set beside one another. Pure.</summary>
internal static class Fortnight
{
    public const int Nights = 14;

    /// <summary>Nights of which less was measured, in %, are not set beside the others.</summary>
    private const double LeastCapture = 90;

    /// <summary>The nights up to that of <paramref name="latest"/>, oldest first.</summary>
    public static IEnumerable<NightPlace> Of(NightPlace latest) => Enumerable.Range(1 - Nights, Nights).Select(n => latest.On(latest.Night.Evening.AddDays(n)));

    public static IReadOnlyList<NightLine> Mark(IReadOnlyList<(NightPlace Place, NightFigures? Figures)> nights)
    {
        var whole = nights.Where(n => n.Figures is { Whole.LAeq: not null, Capture: >= LeastCapture }).OrderBy(n => n.Figures!.Whole!.LAeq!.Value.Db).ToList();
        var (quietest, loudest) = whole.Count > 1 ? (whole[0].Place, whole[^1].Place) : (null, null);
        return [.. nights.Select(n => new NightLine(n.Place, n.Figures, n.Figures?.Whole?.LAeq is null ? NightMark.Missing
            : n.Figures.Capture < LeastCapture ? NightMark.Part : n.Place == loudest ? NightMark.Loudest : n.Place == quietest ? NightMark.Quietest
            : NightMark.None))];
    }
}
