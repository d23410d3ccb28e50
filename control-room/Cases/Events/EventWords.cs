using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Nights;

namespace Solutions.Edge.ControlRoom.Cases.Events;

/// <summary>Events in words.</summary>
internal static class EventWords
{
    private static readonly (SecondDoubt Doubt, string Word)[] Doubts =
    [
        (SecondDoubt.Missing, "gap"), (SecondDoubt.NoSignal, "no signal"), (SecondDoubt.Overload, "overload"), (SecondDoubt.UnderRange, "under range"),
        (SecondDoubt.Calibration, "calibration doubt"), (SecondDoubt.Wind, "wind"), (SecondDoubt.LostSamples, "samples lost"),
        (SecondDoubt.Seeded, "seeded"),
    ];

    /// <summary>What it looks like, never more than that.</summary>
    public static string Kind(NoiseEvent noise) =>
        noise.Kinds.Count == 0 ? "kind not known: no bands stored" : "looks like " + string.Join(" and ", noise.Kinds.Select(Word));

    public static string Word(SoundKind kind) => kind switch
    {
        SoundKind.Bass => "bass",
        SoundKind.Tone => "a tone",
        SoundKind.Alarm => "an alarm",
        SoundKind.Impulsive => "bangs",
        SoundKind.Voices => "voices (by its bands)",
        _ => "broadband noise",
    };

    /// <summary>Empty: nothing is doubtful.</summary>
    public static string Doubt(NoiseEvent noise) => string.Join(", ", Doubts.Where(d => noise.Doubts.HasFlag(d.Doubt)).Select(d => d.Word));

    public static string Background(NightPlace place, EventBackground background)
    {
        if (background is not { Quarter: { } quarter, Age: { } age })
            return $"{background.Level} dB, the usual LA90 of this hour of the week";
        var old = string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalMinutes} min");
        return $"{background.Level} dB, LA90 of the quarter from {NightWords.Clock(place, quarter)[..5]}, {old} old";
    }

    /// <summary>How events are found, in a sentence.</summary>
    public static string Method(EventParameters p) => string.Create(CultureInfo.InvariantCulture,
        $"Seconds with LAeq {p.OverDb:0.#} dB or more over the background; those less than {p.GapSeconds} s apart are one event (version {p.Version}).");
}
