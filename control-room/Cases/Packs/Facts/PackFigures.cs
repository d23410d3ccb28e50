using System.Globalization;
using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Facts;

/// <summary>A figure that a pack prints.</summary>
/// <param name="Id">By which the document names it.</param>
/// <param name="Quantity">What it is, as a word for programs.</param>
/// <param name="Name">The same for people.</param>
/// <param name="Unit">Its unit; empty = a number.</param>
/// <param name="Value">Just as it is printed; <c>-</c> = not known.</param>
/// <param name="Night">Date of the night's evening; empty = of all.</param>
/// <param name="Device">Of which microphone; empty = of all.</param>
/// <param name="From">From which rows it follows.</param>
internal sealed record PackFigure(string Id, string Quantity, string Name, string Unit, string Value, string Night, string Device, string From)
{
    public const string Unknown = "-";

    /// <summary>With its unit and id, as in the document.</summary>
    public string Shown => Value == Unknown ? $"not known [{Id}]" : $"{Value}{(Unit.Length > 0 ? " " + Unit : "")} [{Id}]";
}

/// <summary>Every figure of a pack, once: the document and the tables take them from here. Pure.</summary>
internal sealed class PackFigures
{
    private readonly List<PackFigure> all = [];

    private PackFigures()
    {
    }

    public IReadOnlyList<PackFigure> All => all;

    public static PackFigures Of(PackFacts facts)
    {
        var book = new PackFigures();
        foreach (var night in facts.Nights)
            book.AddNight(night);
        var whole = facts.Nights.Where(n => n.Figures.Whole?.LAeq is not null).ToList();
        book.AddOverall("nights", "Nights", "", Number(facts.Nights.Select(n => n.Place.Night.Date).Distinct().Count()), "rows of nights.csv, each date once");
        var span = facts.Nights.Sum(n => (n.Figures.Until - n.Place.Night.From).TotalSeconds);
        var measured = facts.Nights.Sum(Measured);
        book.AddOverall("capture", "Data capture", "%", span > 0 ? Tenth(100.0 * measured / span) : PackFigure.Unknown, "seconds measured of all nights");
        book.AddRange("LAeq", whole.Select(n => n.Figures.Whole!.LAeq), "LAeq of the nights");
        book.AddRange("LA90", whole.Select(n => n.Figures.Whole!.LA90), "LA90 of the nights");
        book.AddOverall("events", "Events of the nights", "", Number(facts.Tally.Events), "rows of events.csv");
        book.AddOverall("alleged", "Events attributed to the alleged source", "", Number(facts.Tally.Alleged),
            "rows of events.csv, established: alleged source");
        book.AddOverall("not established", "Events whose source is not established", "", Number(facts.Tally.NotEstablished),
            "rows of events.csv, established: source not established");
        book.AddOverall("uncertainty", "Expanded uncertainty of a level (k = 2)", "dB", facts.Uncertainty is { } u ? Tenth(u.ExpandedDb) : PackFigure.Unknown,
            "twice the root of the sum of the squares of each halfWidth of uncertainty.csv over the root of 3");
        book.AddOverall("taps", "Taps of the night button and in the diary", "", Number(facts.OfKind(PackWords.Taps).Count()),
            "rows of journal.csv that are taps and hold");
        return book;
    }

    /// <summary>The one of a night, or of all.</summary>
    public PackFigure Find(string quantity, PackNight? night = null) =>
        all.First(f => f.Quantity == quantity && f.Night == (night?.Place.Night.Date ?? "") && f.Device == (night?.Place.Device ?? ""));

    private static int Measured(PackNight night) => (int)(night.Figures.Until - night.Place.Night.From).TotalSeconds - night.Gaps().Sum(g => g.Seconds);

    private void AddNight(PackNight night)
    {
        var (whole, quarters, gaps) = (night.Figures.Whole, night.Figures.Quarters, night.Gaps());
        var (seconds, minutes) = ($"{night.Folder}-seconds.csv", $"{night.Folder}-minutes.csv");
        Add("LAeq", "LAeq of the night", "dB", Level(whole?.LAeq), $"energy mean over {minutes}, and {seconds} where a minute is missing");
        Add("LA90", "LA90 of the night", "dB", Level(whole?.LA90), $"histograms of {minutes}; without them LAeq of {seconds}");
        Add("LAFmax", "Greatest LAFmax", "dB", Level(whole?.LAFmax), $"greatest LAFmax of {minutes} and of seconds of minutes that are missing");
        Add("LAeq,15min max", "Greatest LAeq of 15 minutes", "dB", Level(Extreme(quarters, q => q.LAeq, isGreatest: true)),
            "as LAeq, of each quarter of an hour");
        Add("LA90,15min min", "Least LA90 of 15 minutes", "dB", Level(Extreme(quarters, q => q.LA90, isGreatest: false)),
            "as LA90, of each quarter of an hour");
        Add("seconds", "Seconds measured", "s", Number(Measured(night)), $"seconds of {seconds} with LAeq");
        Add("gaps", "Stretches without a level", "", Number(gaps.Count), $"seconds that {seconds} lacks, or has without LAeq");
        Add("longest gap", "The longest of them", "s", Number(gaps.Select(g => g.Seconds).DefaultIfEmpty().Max()), "as above");
        Add("overload", "Seconds in overload", "s", Number(night.Seconds.Count(s => Has(s, "overload"))), $"rows of {seconds} flagged overload");
        Add("under-range", "Seconds under range", "s", Number(night.Seconds.Count(s => Has(s, "under-range"))), $"rows of {seconds} flagged under-range");
        Add("clock error", "Greatest error of the clock", "ms", night.ClockErrorMs is { } ms ? Tenth(ms) : PackFigure.Unknown,
            $"greatest clockErrorMs of {night.Folder}-clock.csv, without its sign");
        Add("events", "Events", "", Number(night.Events.Count), "rows of events.csv of the night");
        Add("loud events", "Events with LAFmax of 45 dB or more", "", Number(night.Events.Loud), "rows of events.csv of the night");
        Add("seals", "Minutes that the device sealed", "", Number(night.SealedMinutes), $"lines of {night.Folder}-seals.ndjson");
        Add("wind", "Greatest wind", "m/s", Greatest(night.Detail.Weather.GreatestWind), $"{night.Folder}-weather.csv");
        Add("rain", "Greatest rainfall", "mm/h", Greatest(night.Detail.Weather.GreatestRain), $"{night.Folder}-weather.csv");

        void Add(string quantity, string name, string unit, string value, string from) => all.Add(new(
            NextId(), quantity, name, unit, value, night.Place.Night.Date, night.Place.Device, from));
    }

    private void AddRange(string quantity, IEnumerable<BoundedLevel?> levels, string from)
    {
        var known = levels.OfType<BoundedLevel>().OrderBy(l => l.Db).ToList();
        AddOverall($"{quantity} min", $"Least {quantity} of a night", "dB", known.Count > 0 ? known[0].ToString() : PackFigure.Unknown, from);
        AddOverall($"{quantity} max", $"Greatest {quantity} of a night", "dB", known.Count > 0 ? known[^1].ToString() : PackFigure.Unknown, from);
    }

    private void AddOverall(string quantity, string name, string unit, string value, string from) => all.Add(new(NextId(), quantity, name, unit, value, "",
        "", from));

    private string NextId() => "F" + Number(all.Count + 1);

    private static BoundedLevel? Extreme(IEnumerable<NoiseInterval> quarters, Func<NoiseInterval, BoundedLevel?> level, bool isGreatest)
    {
        var known = quarters.Select(level).OfType<BoundedLevel>().OrderBy(l => l.Db).ToList();
        return known.Count == 0 ? null : isGreatest ? known[^1] : known[0];
    }

    private static bool Has(PackSecond second, string flag) => second.Flags.Split(' ').Contains(flag);

    private static string Level(BoundedLevel? level) => level?.ToString() ?? PackFigure.Unknown;

    private static string Greatest(double? value) => value is { } greatest ? Tenth(greatest) : PackFigure.Unknown;

    private static string Tenth(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
