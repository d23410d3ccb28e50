using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>Something that holds for a microphone from a night on, until another is stated from a later one. Of one night the last one holds.</summary>
/// <param name="Device">The microphone.</param>
/// <param name="Since">The evening on which the first night began that it holds for.</param>
internal abstract record StatedSince(string Device, string Since) : EntryBody
{
    protected static (CaseEntry? Entry, T? Body) At<T>(IEnumerable<CaseEntry> entries, string device, Night night) where T : StatedSince =>
        entries.Holding<T>().Where(e => e.Body.Device == device && string.CompareOrdinal(e.Body.Since, night.Date) <= 0)
            .OrderBy(e => e.Body.Since, StringComparer.Ordinal).ThenBy(e => e.Entry.Number).LastOrDefault();
}

/// <summary>What somebody states of a microphone whose device's file does not.</summary>
/// <param name="Device">The microphone.</param>
/// <param name="Since">The first night.</param>
/// <param name="Class">By IEC 61672-1: 1 or 2; null = it has none.</param>
/// <param name="SelfNoiseDba">In dB(A); null = not known.</param>
/// <param name="Basis">By which document.</param>
internal sealed record MicrophoneStated(string Device, string Since, int? Class, double? SelfNoiseDba, string Basis) : StatedSince(Device, Since)
{
    public const int LongestBasis = 200;

    public const double LeastNoise = -20, MostNoise = 100;

    public override string Words => $"Microphone of {Device} from {Since}: {ClassWords(Class)}, {NoiseWords(SelfNoiseDba)}; {Basis}";

    public static (CaseEntry? Entry, MicrophoneStated? Body) At(IEnumerable<CaseEntry> entries, string device, Night night) =>
        At<MicrophoneStated>(entries, device, night);

    public static string ClassWords(int? given) => given is { } known ? string.Create(CultureInfo.InvariantCulture, $"class {known}") : "no class";

    public static string NoiseWords(double? given) =>
        given is { } known ? string.Create(CultureInfo.InvariantCulture, $"self-noise {known:0.#} dB(A)") : "self-noise not known";
}

/// <summary>Where an officer states that a microphone is.</summary>
/// <param name="Device">The microphone.</param>
/// <param name="Since">The first night.</param>
/// <param name="Position">Where it is.</param>
/// <param name="HeightMetres">Over the ground or floor; null = not stated.</param>
internal sealed record PositionStated(string Device, string Since, MicrophonePosition Position, double? HeightMetres) : StatedSince(Device, Since)
{
    public const double MostMetres = 30;

    public override string Words => $"Position of {Device} from {Since}: {StatedWords.Position(Position)}"
        + (HeightMetres is { } height ? string.Create(CultureInfo.InvariantCulture, $", {height:0.##} m high") : "");

    public static (CaseEntry? Entry, PositionStated? Body) At(IEnumerable<CaseEntry> entries, string device, Night night) =>
        At<PositionStated>(entries, device, night);
}

/// <summary>What an officer states of a night in which an industrial source ran. The last one that is not struck holds.</summary>
/// <param name="Device">The microphone.</param>
/// <param name="Date">The evening on which the night began.</param>
/// <param name="Stated">When it ran, the level without it, and its features.</param>
internal sealed record SourceRan(string Device, string Date, SourceStatement Stated) : EntryBody
{
    public const double LeastResidual = 0, MostResidual = 120;

    public static readonly IReadOnlyList<double> Tonal = [0, 2, 4, 6], Impulsive = [0, 3, 6, 9];

    public override string Words => string.Create(CultureInfo.InvariantCulture,
        $"Source in the night of {Date}, {Device}: ran from {Stated.Source.UtcDateTime:yyyy-MM-dd HH:mm} UTC, residual {Stated.Residual:0.0} dB, ")
        + StatedWords.Features(Stated);

    public static (CaseEntry? Entry, SourceRan? Body) At(IEnumerable<CaseEntry> entries, string device, Night night) =>
        entries.Holding<SourceRan>().LastOrDefault(e => e.Body.Device == device && e.Body.Date == night.Date);
}

/// <summary>The statement, in words.</summary>
internal static class StatedWords
{
    /// <summary>By whom and when it was entered.</summary>
    public static string From(CaseEntry entry) => $"stated by {entry.By} on {entry.Stamped.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}";

    public static string Position(MicrophonePosition position) => position switch
    {
        MicrophonePosition.Indoors => "in a room, window closed or not stated",
        MicrophonePosition.IndoorsOpenWindow => "in a room, window open",
        MicrophonePosition.FreeField => "free field, 3.5 m or more from what reflects",
        MicrophonePosition.Facade => "1 m before a façade",
        _ => "outdoors, the distance to what reflects not stated",
    };

    public static string Features(SourceStatement stated) => string.Create(CultureInfo.InvariantCulture,
        $"tonal {stated.TonalDb:0}, impulsive {stated.ImpulsiveDb:0} dB{(stated.IsIntermittent ? ", intermittent" : "")}")
        + (stated.IsDistinct ? ", otherwise distinct" : "");
}
