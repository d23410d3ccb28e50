using Solutions.Edge.Acoustics;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>Where a microphone is.</summary>
internal enum MicrophonePosition
{
    /// <summary>In a room of the complainant's dwelling.</summary>
    Indoors,

    /// <summary>Outdoors, and no more is recorded.</summary>
    Outdoors,

    /// <summary>3.5 m or more from all that reflects but the ground.</summary>
    FreeField,

    /// <summary>1 m before a façade.</summary>
    Facade,

    /// <summary>In a room of the complainant's dwelling, its window open.</summary>
    IndoorsOpenWindow,
}

/// <summary>The instrument: class, self-noise and checks.</summary>
/// <param name="Class">Of IEC 61672-1 by a pattern evaluation; null = a MEMS microphone, without one.</param>
/// <param name="Checks">Those that the night lies between.</param>
internal sealed record MicrophoneFacts(int? Class, NightChecks Checks)
{
    public const string NotStated = "not stated: taken for a MEMS microphone";

    public static MicrophoneFacts Unknown { get; } = new(null, NightChecks.None);

    /// <summary>In dB(A); null = not known.</summary>
    public double? SelfNoiseDba { get; init; }

    /// <summary>By whom class and self-noise are stated.</summary>
    public string From { get; init; } = NotStated;

    /// <summary>Levels under it are below the range; null = not known.</summary>
    public double? FloorDb => SelfNoiseDba + MeasuringRange.AboveSelfNoiseDb;

    /// <param name="sheets">Checks that the device delivered.</param>
    /// <param name="entries">The journal of the place's case.</param>
    /// <param name="device">The microphone's.</param>
    /// <param name="night">The night.</param>
    public static MicrophoneFacts Of(IReadOnlyList<CalibrationSheet> sheets, IReadOnlyList<CaseEntry> entries, string device, Night night)
    {
        var checks = NightChecks.Of([.. sheets.Select(MicrophoneCheck.Of),
            .. entries.Holding<CalibrationNote>().Where(e => e.Body.Device == device).Select(e => MicrophoneCheck.Of(e.Body))], night.From, night.To);
        // What the device's own file says of its hardware, and of what it leaves open what somebody stated.
        var own = sheets.Where(s => s.At < night.To && (s.MicrophoneClass is not null || s.SelfNoiseDba is not null)).MaxBy(s => s.At);
        var (entry, stated) = MicrophoneStated.At(entries, device, night);
        return new(own?.MicrophoneClass ?? stated?.Class, checks)
        {
            SelfNoiseDba = own?.SelfNoiseDba ?? stated?.SelfNoiseDba,
            From = (own, stated) switch
            {
                (null, null) => NotStated,
                (null, not null) => StatedWords.From(entry!),
                (not null, null) => OfDevice(own),
                _ => $"{OfDevice(own)}; what that leaves open {StatedWords.From(entry!)}",
            },
        };
    }

    private static string OfDevice(CalibrationSheet sheet) => $"the device's file, at its check of {sheet.At.UtcDateTime:yyyy-MM-dd}";
}
