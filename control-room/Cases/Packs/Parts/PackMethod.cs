namespace Solutions.Edge.ControlRoom.Cases.Packs.Parts;

/// <summary>How it was measured, for those that would do it again.</summary>
internal static class PackMethod
{
    public static IReadOnlyList<string> Paragraphs { get; } =
    [
        "Levels are A-weighted and F time-weighted as in IEC 61672-1:2013, re 20 µPa. LAeq of a night is the energy mean of what was measured: by its "
            + "minutes, each "
            + "weighted by how much of it was measured, and by its seconds where they cover more of a minute than its record does. Decibels are never "
                + "averaged.",
        "LA90 is the level exceeded for 90 % of the time: of LAF read every 10 ms and counted in tenths of a decibel by each minute, linear within the "
            + "tenth; of "
            + "LAeq,1s where no minute has such counts.",
        "A level behind ≥ or ≤ is a bound: the microphone was in overload, or under its range. Levels are rounded to 0.01 dB and printed to 0.1 dB.",
        "A night is from 23:00 to 07:00 by the clock of the place: 7 or 9 hours where that is changed in the night.",
        "An event's LAeq is the energy mean of its seconds, and over its background is that LAeq less the background, both to 0.01 dB.",
        "Uncertainty: the sum of squares of the causes below, each as likely at either end of its width (JCGM 100:2008), times 2. The meter's "
            + "arithmetic keeps the "
            + "class 1 limits of IEC 61672-1 and IEC 61260-1; microphone, enclosure and position do not: levels are indicative.",
    ];
}
