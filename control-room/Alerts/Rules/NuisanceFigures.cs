using System.ComponentModel.DataAnnotations;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>The figures of the codes that mostly wait for an officer's desk; a part of <see cref="RuleParameters"/>.</summary>
internal abstract record NuisanceFigures : AnswerFigures
{
    /// <summary>NOISE-BASS: least LCeq - LAeq of a minute, in dB.</summary>
    [Range(5, 40)]
    public double BassDifferenceDb { get; init; } = 15;

    /// <summary>NOISE-BASS: least excess of the octave 63 Hz or 125 Hz over its background, in dB.</summary>
    [Range(3, 40)]
    public double BassExcessDb { get; init; } = 10;

    /// <summary>NOISE-BASS: so many minutes of 15.</summary>
    [Range(1, 15)]
    public int BassMinutes { get; init; } = 10;

    /// <summary>NOISE-EVENTS: least LAFmax of an event, in dB.</summary>
    [Range(30, 90)]
    public double PeakDb { get; init; } = 45;

    /// <summary>NOISE-EVENTS: least excess of its LAFmax over the background, in dB.</summary>
    [Range(3, 40)]
    public double PeakExcessDb { get; init; } = 15;

    /// <summary>NOISE-EVENTS: events needed within <see cref="PeakWindowSeconds"/>.</summary>
    [Range(1, 60)]
    public int PeakEvents { get; init; } = 5;

    /// <summary>NOISE-EVENTS: within so many seconds.</summary>
    [Range(300, 3600)]
    public int PeakWindowSeconds { get; init; } = 3600;

    /// <summary>LICENCE-LIMIT: minutes of music that are let pass after the licensed hour.</summary>
    [Range(1, 15)]
    public int LicenceMusicMinutes { get; init; } = 10;

    /// <summary>VEH-NOISE: least LAFmax of a pass, in dB.</summary>
    [Range(60, 120)]
    public double VehiclePassDb { get; init; } = 85;

    /// <summary>VEH-NOISE: passes needed within <see cref="VehicleWindowSeconds"/>.</summary>
    [Range(1, 50)]
    public int VehiclePasses { get; init; } = 3;

    /// <summary>VEH-NOISE: within so many seconds.</summary>
    [Range(60, 900)]
    public int VehicleWindowSeconds { get; init; } = 900;

    /// <summary>ALARM-SOUND: how long it must have gone on, in seconds.</summary>
    [Range(60, 7200)]
    public int AlarmSoundSeconds { get; init; } = 1200;

    /// <summary>ALARM-SOUND: least excess of LAeq,1min over the background, in dB.</summary>
    [Range(0, 40)]
    public double AlarmExcessDb { get; init; } = 10;

    /// <summary>FIREWORKS: bangs needed within <see cref="FireworksWindowSeconds"/>, each at two sensors.</summary>
    [Range(2, 50)]
    public int FireworksBangs { get; init; } = 3;

    /// <summary>FIREWORKS: within so many seconds.</summary>
    [Range(60, 900)]
    public int FireworksWindowSeconds { get; init; } = 600;
}
