using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>
/// The figures of the rules. Every one is a default that a site may set, within its bounds; an alert stores <see cref="Version"/>. No window may be longer
/// than a <see cref="SecondSeries{T}"/>, nor a cool-down than what a start takes from the journal.
/// </summary>
internal sealed record RuleParameters : NuisanceFigures
{
    public static readonly RuleParameters Default = new();

    /// <summary>Counts the changes of one site's, from 1: the defaults.</summary>
    [JsonIgnore]
    public string Version { get; init; } = "1";

    /// <summary>Least share of whole seconds that must be valid in a window.</summary>
    [Range(0.5, 1.0)]
    public double ValidShare { get; init; } = 0.8;

    /// <summary>NOISE-NIGHT: permitted level where the background is low (Noise Act 1996), LAeq in dB.</summary>
    [Range(20, 80)]
    public double NightPermittedDb { get; init; } = 34;

    /// <summary>NOISE-NIGHT: permitted excess over the background, in dB.</summary>
    [Range(0, 40)]
    public double NightExcessDb { get; init; } = 10;

    /// <summary>Codes of outdoor noise: over so much wind at any of the site's gauges they are P4, in m/s.</summary>
    [Range(1.0, 50.0)]
    public double WindLimitMetresPerSecond { get; init; } = 7;

    /// <summary>Codes of outdoor noise: over so much rain they are P4, in mm/h.</summary>
    [Range(0.0, 100.0)]
    public double RainLimitMillimetresPerHour { get; init; } = 0.5;

    /// <summary>Codes of outdoor noise: wind and rain over their limit count for so long after they were measured, in seconds.</summary>
    [Range(60, 900)]
    public int WeatherHeldSeconds { get; init; } = 180;

    /// <summary>NOISE-CROWD: excess of LAeq,1min over the baseline's P95, in dB.</summary>
    [Range(0, 40)]
    public double CrowdExcessDb { get; init; } = 6;

    /// <summary>NOISE-CROWD: least share of the A-weighted energy in 500 Hz to 4 kHz.</summary>
    [Range(0.0, 1.0)]
    public double CrowdVoiceShare { get; init; } = 0.5;

    /// <summary>NOISE-CROWD: how long the condition must hold, in seconds.</summary>
    [Range(1, 600)]
    public int CrowdHeldSeconds { get; init; } = 120;

    /// <summary>NOISE-SHOUT: bursts needed within <see cref="ShoutWindowSeconds"/>.</summary>
    [Range(1, 20)]
    public int ShoutBursts { get; init; } = 3;

    /// <summary>NOISE-SHOUT: within so many seconds.</summary>
    [Range(5, 300)]
    public int ShoutWindowSeconds { get; init; } = 30;

    /// <summary>NOISE-SHOUT: least rise of a burst over the LAeq of the 30 s before it, in dB.</summary>
    [Range(3, 40)]
    public double ShoutRiseDb { get; init; } = 15;

    /// <summary>CROWD-BUILD: this many times the baseline's P95 of occupied %.</summary>
    [Range(1.0, 10.0)]
    public double CrowdBuildFactor { get; init; } = 1.3;

    /// <summary>CROWD-BUILD: how long, in seconds; shorter pauses than <see cref="MotionBridgeSeconds"/> do not count.</summary>
    [Range(10, 900)]
    public int CrowdBuildSeconds { get; init; } = 300;

    /// <summary>CROWD-SCATTER: least part of a crowd that is gone within <see cref="ScatterSeconds"/>.</summary>
    [Range(0.1, 1.0)]
    public double ScatterPart { get; init; } = 0.5;

    /// <summary>CROWD-SCATTER: within so many seconds, also of the bang.</summary>
    [Range(10, 300)]
    public int ScatterSeconds { get; init; } = 60;

    /// <summary>CROWD-SCATTER: least share of the people that suddenly go apart, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double ScatterDispersal { get; init; } = 0.3;

    /// <summary>IMPULSE-GLASS, CROWD-SCATTER: least rise of a bang, in dB.</summary>
    [Range(6, 60)]
    public double ImpulseRiseDb { get; init; } = 20;

    /// <summary>IMPULSE-GLASS: share of a bang's energy over 4 kHz from which it sounds like glass, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double GlassShare { get; init; } = 0.4;

    /// <summary>IMPULSE-GLASS: more urgent with raised voices within so many seconds before it.</summary>
    [Range(1, 900)]
    public int ImpulseVoicesSeconds { get; init; } = 300;

    /// <summary>DISORDER: the two kinds of sensor must agree within this many seconds.</summary>
    [Range(1, 120)]
    public int DisorderWithinSeconds { get; init; } = 30;

    /// <summary>DISORDER: how long they must agree, in seconds.</summary>
    [Range(1, 120)]
    public int DisorderHeldSeconds { get; init; } = 15;

    /// <summary>DISORDER: least direction spread of the moving tracks, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double DisorderSpread { get; init; } = 0.6;

    /// <summary>DISORDER, CROWD-BUILD: movement that pauses no longer than this counts as going on, in seconds.</summary>
    [Range(1, 30)]
    public int MotionBridgeSeconds { get; init; } = 5;

    /// <summary>GATE-FORCED, GATE-ATTACK: least shock, in g.</summary>
    [Range(0.1, 16.0)]
    public double ShockG { get; init; } = 1;

    /// <summary>GATE-FORCED: a shock counts this many seconds before the opening, and not in as many after a closing (the slam).</summary>
    [Range(0, 30)]
    public int ShockSeconds { get; init; } = 3;

    /// <summary>GATE-FORCED, electronic lock: an unlock is valid for this many seconds.</summary>
    [Range(1, 120)]
    public int UnlockSeconds { get; init; } = 10;

    /// <summary>GATE-ATTACK: shocks needed within <see cref="AttackWindowSeconds"/>.</summary>
    [Range(2, 20)]
    public int AttackShocks { get; init; } = 3;

    /// <summary>GATE-ATTACK: within so many seconds.</summary>
    [Range(5, 600)]
    public int AttackWindowSeconds { get; init; } = 60;

    /// <summary>GATE-OUT-OF-HOURS: up one level from so many openings in a night on.</summary>
    [Range(1, 100)]
    public int OutOfHoursOpenings { get; init; } = 3;

    /// <summary>GATE-NOT-BOLTED: shut and not locked, or contact and bolt at odds, for so many seconds.</summary>
    [Range(10, 3600)]
    public int NotBoltedSeconds { get; init; } = 60;

    /// <summary>GATE-LEFT-OPEN by day, in seconds.</summary>
    [Range(10, 86_400)]
    public int LeftOpenDaySeconds { get; init; } = 300;

    /// <summary>GATE-LEFT-OPEN in closed hours, in seconds.</summary>
    [Range(10, 86_400)]
    public int LeftOpenClosedSeconds { get; init; } = 120;

    /// <summary>GATE-LEFT-OPEN: up one level after this many seconds.</summary>
    [Range(60, 86_400)]
    public int LeftOpenRaisedSeconds { get; init; } = 1800;

    /// <summary>CAMERA-BLOCKED: covered, dark, moved or frozen, in seconds since it began.</summary>
    [Range(1, 600)]
    public int CameraHeldSeconds { get; init; } = 10;

    /// <summary>CAMERA-BLOCKED: no picture, in seconds since it began; streams are often back within a few.</summary>
    [Range(5, 3600)]
    public int CameraLostSeconds { get; init; } = 60;

    /// <summary>CAMERA-BLOCKED: blurred, in seconds since it was found.</summary>
    [Range(10, 3600)]
    public int CameraBlurSeconds { get; init; } = 300;

    /// <summary>OBJECT-LEFT: how long a thing must have been left, in seconds.</summary>
    [Range(30, 86_400)]
    public int ObjectLeftSeconds { get; init; } = 600;

    /// <summary>VEH-STOPPED: how long a vehicle must have stood where none may, in seconds.</summary>
    [Range(10, 86_400)]
    public int VehicleStoppedSeconds { get; init; } = 60;

    /// <summary>VEH-STOPPED: how long a vehicle must have stood anywhere on a road to be asked about as abandoned, in seconds.</summary>
    [Range(600, 604_800)]
    public int VehicleAbandonedSeconds { get; init; } = 86_400;

    /// <summary>LOITER-GATE: presence at the shut gate within 10 min, in seconds.</summary>
    [Range(10, 600)]
    public int LoiterSeconds { get; init; } = 180;

    /// <summary>LOITER-GATE: up one level on this many nights of <see cref="LoiterOfNights"/>.</summary>
    [Range(1, 28)]
    public int LoiterNights { get; init; } = 3;

    /// <summary>LOITER-GATE: the nights that are counted, this one included.</summary>
    [Range(1, 28)]
    public int LoiterOfNights { get; init; } = 7;

    /// <summary>Every code that goes by seconds of sound or picture: after so many without one nothing is known; a metered link brings them every 10.</summary>
    [Range(10, 300)]
    public int SilentSeconds { get; init; } = 15;

    /// <summary>Codes that depend on a gate, which reports its state every minute: after so many seconds without a record nothing is known.</summary>
    [Range(70, 3600)]
    public int SilentGateSeconds { get; init; } = 150;

    /// <summary>DEVICE-OFFLINE: silence, in seconds.</summary>
    [Range(20, 3600)]
    public int OfflineSeconds { get; init; } = 60;

    /// <summary>DEVICE-OFFLINE: after the control room begins to listen, devices are not judged for this long, in seconds.</summary>
    [Range(0, 600)]
    public int UnknownSeconds { get; init; } = 90;

    /// <summary>EVIDENCE-DOUBT: a clock that is off by more, in seconds.</summary>
    [Range(0.1, 60.0)]
    public double DoubtClockSeconds { get; init; } = 1;

    /// <summary>EVIDENCE-DOUBT: a disk that is fuller, 0 to 1.</summary>
    [Range(0.1, 0.99)]
    public double DoubtDiskShare { get; init; } = 0.8;

    /// <summary>EVIDENCE-DOUBT: the floor of a night so far from the usual one, in dB.</summary>
    [Range(1, 20)]
    public double DoubtFloorDb { get; init; } = 3;

    /// <summary>EVIDENCE-DOUBT: for so many seconds.</summary>
    [Range(10, 3600)]
    public int DoubtHeldSeconds { get; init; } = 60;

    /// <summary>Every code: how long below the trigger less <see cref="ClearMarginDb"/> before it has returned to normal, in seconds.</summary>
    [Range(10, 3600)]
    public int ClearSeconds { get; init; } = 120;

    /// <summary>Every code: so far below the trigger is clear, in dB.</summary>
    [Range(0, 10)]
    public double ClearMarginDb { get; init; } = 3;

    /// <summary>Every code: a source that rang stays silent for this long (a P1 that returned to normal always rings again), in seconds.</summary>
    [Range(0, 3600)]
    public int CoolDownSeconds { get; init; } = 600;

    /// <summary>An alert that fed or followed another within this time folds under it, in seconds.</summary>
    [Range(0, 3600)]
    public int FoldSeconds { get; init; } = 600;
}
