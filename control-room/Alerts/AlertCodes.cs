using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>The alert codes this version evaluates, with their titles and which folds under which.</summary>
internal static class AlertCodes
{
    public const string NoiseNight = "NOISE-NIGHT";
    public const string NoiseCrowd = "NOISE-CROWD";
    public const string NoiseShout = "NOISE-SHOUT";
    public const string CrowdBuild = "CROWD-BUILD";
    public const string CrowdScatter = "CROWD-SCATTER";
    public const string Disorder = "DISORDER";
    public const string GateForced = "GATE-FORCED";
    public const string GateLeftOpen = "GATE-LEFT-OPEN";
    public const string CameraBlocked = "CAMERA-BLOCKED";
    public const string ObjectLeft = "OBJECT-LEFT";
    public const string VehicleStopped = "VEH-STOPPED";
    public const string LoiterGate = "LOITER-GATE";
    public const string DeviceOffline = "DEVICE-OFFLINE";

    public static string Title(string code) => code switch
    {
        NoiseNight => "Loud at night in a home",
        NoiseCrowd => "Voices / crowd surge",
        NoiseShout => "Shouting burst",
        CrowdBuild => "Crowd building",
        CrowdScatter => "People suddenly leave",
        Disorder => "Likely disorder: two kinds of sensor agree",
        GateForced => "Gate forced",
        GateLeftOpen => "Gate left open",
        CameraBlocked => "Camera covered, moved, lost or out of focus",
        ObjectLeft => "Dumped item",
        VehicleStopped => "Vehicle stopped in restricted zone",
        LoiterGate => "After-hours loitering at gate",
        DeviceOffline => "Sensor not reporting",
        _ => code,
    };

    /// <summary>The code that an alert of <paramref name="code"/> feeds or follows, under which it folds if that is as urgent; null = none.</summary>
    public static string? FoldsUnder(string code) => code switch
    {
        NoiseShout or NoiseCrowd or CrowdBuild or CrowdScatter => Disorder,
        GateLeftOpen => GateForced,
        DeviceOffline => CameraBlocked,
        _ => null,
    };

    /// <summary>What kind of zone an alert of <paramref name="code"/> is about that rang for a whole device; null = none more than another.</summary>
    public static ZoneKind? IsAbout(string code) => code switch
    {
        GateForced or GateLeftOpen => ZoneKind.Gate,
        CrowdBuild or CrowdScatter => ZoneKind.Person,
        _ => null,
    };

    /// <summary>How late a fact may be and still ring; what is older enters the journal as found later, silently.</summary>
    public static TimeSpan RingsUpTo(string code) =>
        code is GateForced or Disorder ? TimeSpan.FromMinutes(15) : TimeSpan.FromSeconds(60);
}
