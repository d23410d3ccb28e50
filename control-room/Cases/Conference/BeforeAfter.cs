using Solutions.Edge.ControlRoom.Cases.Nights;

namespace Solutions.Edge.ControlRoom.Cases.Conference;

/// <summary>Nights of one microphone on one side of an action.</summary>
/// <param name="Nights">How many were measured.</param>
/// <param name="LAeq">Energy mean over them in dB; null = none was measured.</param>
/// <param name="LoudQuarters">Quarter-hours a night whose LAeq is 10 dB or more over its LA90.</param>
/// <param name="Taps">Taps of the diary a night.</param>
internal sealed record NightsOfSide(int Nights, double? LAeq, double LoudQuarters, double Taps)
{
    public static NightsOfSide Of(IReadOnlyList<ConferenceNight> nights)
    {
        var measured = nights.Where(n => n.LAeq is not null).ToList();
        return measured.Count == 0 ? new(0, null, 0, 0)
            : new(measured.Count, 10 * Math.Log10(measured.Average(n => Math.Pow(10, n.LAeq!.Value / 10))), measured.Average(n => n.LoudQuarters),
                measured.Average(n => n.Taps));
    }
}

/// <summary>A night as a conference sees it.</summary>
/// <param name="Evening">The day on which it begins.</param>
/// <param name="LAeq">In dB; null = nothing was measured.</param>
/// <param name="LoudQuarters">Quarter-hours whose LAeq is 10 dB or more over the night's LA90.</param>
/// <param name="Taps">Taps of the diary.</param>
internal sealed record ConferenceNight(DateOnly Evening, double? LAeq, int LoudQuarters, int Taps)
{
    public static ConferenceNight Of(NightPlace place, NightFigures? figures, IEnumerable<DateTimeOffset> taps) => new(place.Night.Evening,
        figures?.Whole?.LAeq?.Db, Loud(figures), taps.Count(t => t >= place.Night.From && t < place.Night.To));

    private static int Loud(NightFigures? figures) =>
        figures?.Whole?.LA90 is { } background ? figures.Quarters.Count(q => q.LAeq?.Db >= background.Db + 10) : 0;
}

/// <summary>The nights before an action and those after it. Pure.</summary>
/// <param name="Action">The day of the action; null = nothing was done yet.</param>
/// <param name="Before">Nights that began before that day.</param>
/// <param name="After">Nights that began on that day or after.</param>
internal sealed record BeforeAfter(DateOnly? Action, NightsOfSide Before, NightsOfSide After)
{
    public static BeforeAfter Of(IReadOnlyList<ConferenceNight> nights, DateOnly? action) => action is { } day
        ? new(day, NightsOfSide.Of([.. nights.Where(n => n.Evening < day)]), NightsOfSide.Of([.. nights.Where(n => n.Evening >= day)]))
        : new(null, NightsOfSide.Of(nights), NightsOfSide.Of([]));
}
