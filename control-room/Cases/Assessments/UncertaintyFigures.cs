using System.Globalization;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>The half-widths that budgets are made of, each with its basis. What is assumed says so.</summary>
internal static class UncertaintyFigures
{
    public static UncertaintyPart Calibrator(MicrophoneFacts microphone) => microphone switch
    {
        { Checks.Any: false } => new("calibrator", 1.0,
            "no calibration is known to the control room: assumed that the sensitivity is within 1 dB of the data sheet, as makers of MEMS state it"),
        { Checks.CalibratorClass: 1 } => new("calibrator", 0.25, $"IEC 60942:2017, level of a class 1 calibrator: {Calibrator(microphone.Checks)}"),
        { Checks.CalibratorClass: 2 } => new("calibrator", 0.40, $"IEC 60942:2017, level of a class 2 calibrator: {Calibrator(microphone.Checks)}"),
        _ => new("calibrator", 0.40, $"the class of the calibrator is not known: assumed to be 2 (IEC 60942:2017): {Calibrator(microphone.Checks)}"),
    };

    /// <summary>What two checks show, or the most that practice lets pass.</summary>
    public static UncertaintyPart Drift(MicrophoneFacts microphone) => microphone.Checks switch
    {
        { DriftDb: { } drift } checks => new("drift", Math.Abs(drift), string.Create(CultureInfo.InvariantCulture,
            $"checks before ({checks.Before!.At.UtcDateTime:yyyy-MM-dd}) and after ({checks.After!.At.UtcDateTime:yyyy-MM-dd}) differ by ")
            + string.Create(CultureInfo.InvariantCulture, $"{drift:+0.00;-0.00;0.00} dB")),
        { Before: { } before } => new("drift", 0.5, string.Create(CultureInfo.InvariantCulture,
            $"checked before ({before.At.UtcDateTime:yyyy-MM-dd}) and not yet after it: assumed to be at most 0.5 dB, over which data are in doubt")),
        _ => new("drift", 0.5, "no check before and after is known: assumed to be at most 0.5 dB, over which data are in doubt"),
    };

    public static UncertaintyPart Response(int? microphoneClass) => microphoneClass switch
    {
        1 => new("class and frequency response", 1.0, "IEC 61672-1:2013, Table 3: the widest limit of class 1 from 40 Hz to 4 kHz"),
        2 => new("class and frequency response", 2.0, "IEC 61672-1:2013, Table 3: the widest limit of class 2 from 40 Hz to 2 kHz"),
        _ => new("class and frequency response", 3.0, "a microphone without a class: assumed to be wider than class 2"),
    };

    public static UncertaintyPart LowResponse(int? microphoneClass) => microphoneClass switch
    {
        1 => new("class and frequency response", 2.0, "IEC 61672-1:2013, Table 3: the widest limit of class 1 from 20 to 160 Hz"),
        2 => new("class and frequency response", 3.0, "IEC 61672-1:2013, Table 3: the widest limit of class 2 from 20 to 160 Hz"),
        _ => new("class and frequency response", 5.0, "a microphone without a class, less sensitive at low frequencies: assumed to be wider than class 2"),
    };

    public static UncertaintyPart Wind(NightFacts facts) => facts switch
    {
        { IsIndoors: true } => new("wind", 0, "indoors"),
        { Weather.GreatestWind: { } wind } when wind <= facts.Weather.WindLimit => new("wind", 0.5, string.Create(CultureInfo.InvariantCulture,
            $"at most {wind:0.0} m/s by the gauges of the site: assumed to matter by no more than 0.5 dB")),
        { Weather.GreatestWind: { } wind } => new("wind", 2.0, string.Create(CultureInfo.InvariantCulture,
            $"up to {wind:0.0} m/s by the gauges of the site: assumed to matter by up to 2 dB where it is not left out")),
        _ => new("wind", 1.0, "no anemometer reported: assumed to matter by up to 1 dB"),
    };

    public static UncertaintyPart Position(MicrophonePosition position) => position switch
    {
        MicrophonePosition.Indoors => new("position", 2.0, "one place in a room: assumed that levels vary by 2 dB over it"),
        MicrophonePosition.IndoorsOpenWindow => new("position", 2.0, "one place in a room, its window open: assumed that levels vary by 2 dB over it"),
        MicrophonePosition.Facade => new("position", 1.0, "1 m before a façade: assumed to raise the level by 3 dB, give or take 1 dB"),
        MicrophonePosition.FreeField => new("position", 0.5, "3.5 m or more from what reflects: assumed"),
        _ => new("position", 1.5, "outdoors, the distance to what reflects is not recorded: assumed"),
    };

    private static string Calibrator(NightChecks checks) =>
        string.Join("; ", new[] { checks.Before, checks.After }.OfType<MicrophoneCheck>().Select(c => c.Calibrator).Distinct());
}
