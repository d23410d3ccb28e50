using System.Text.Json.Serialization;

namespace Solutions.Edge.ControlRoom.Alerts.Usual;

/// <summary>Why a minute teaches nothing.</summary>
internal enum LeftOut
{
    /// <summary>An alert of such noise or such a crowd was open: what rings is not what is usual.</summary>
    Alert,

    /// <summary>The microphone was at its upper end.</summary>
    Overload,

    /// <summary>Most of the hour lay under the microphone's range, which the loud rest does not stand for.</summary>
    UnderRange,

    /// <summary>The figure did not move for ten minutes: the sensor is broken, or hears itself alone.</summary>
    Constant,

    /// <summary>The camera was covered, moved or out of focus.</summary>
    CameraBlocked,

    /// <summary>The camera had no picture, or one that it doubted.</summary>
    NoPicture,
}

/// <summary>What one hour of one date was like at a site. A week is made of these, so that each is read from the readings once.</summary>
/// <param name="From">Its first instant, where the clock of the place shows a whole hour.</param>
internal sealed record HourDigest(DateTimeOffset From)
{
    /// <summary>Of the minutes that teach.</summary>
    public HourBaseline Values { get; init; } = HourBaseline.Unknown;

    /// <summary>Minutes of sound that teach.</summary>
    public int SoundMinutes { get; init; }

    /// <summary>Minutes of movement that teach.</summary>
    public int MotionMinutes { get; init; }

    /// <summary>True: alerts were open for most of it, and its sound is that of all its minutes. It teaches only if it is so on most dates.</summary>
    public bool IsSoundOfAlerts { get; init; }

    /// <summary>The same of its movement.</summary>
    public bool IsMotionOfAlerts { get; init; }

    /// <summary>Minutes that do not teach, of every device.</summary>
    public IReadOnlyDictionary<LeftOut, int> LeftOut { get; init; } = new Dictionary<LeftOut, int>();

    [JsonIgnore]
    public bool HasAny => SoundMinutes > 0 || MotionMinutes > 0 || LeftOut.Count > 0;
}
