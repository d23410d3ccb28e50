namespace Solutions.Edge.Contracts;

/// <summary>Names of the streams a device writes; each is the last part of its topic (see <see cref="Topics.Up"/>).</summary>
public static class Streams
{
    /// <summary>One <see cref="NoiseRecord"/> every second.</summary>
    public const string Noise = "noise";

    /// <summary>One <see cref="NoiseMinuteRecord"/> every UTC minute.</summary>
    public const string NoiseMinute = "noise-minute";

    /// <summary>One <see cref="SoundRecord"/> an event.</summary>
    public const string Sound = "sound";

    /// <summary>One <see cref="MotionRecord"/> every second.</summary>
    public const string Motion = "motion";

    /// <summary>One <see cref="CameraRecord"/> whenever something is wrong with a camera or right again.</summary>
    public const string Camera = "camera";

    /// <summary>One <see cref="GateRecord"/> on every change and every minute.</summary>
    public const string Gate = "gate";

    /// <summary>One <see cref="EnvironmentRecord"/> every minute.</summary>
    public const string Environment = "environment";

    /// <summary>One <see cref="EvidenceRecord"/> a capture.</summary>
    public const string Evidence = "evidence";

    /// <summary>One <see cref="Seals.SealRecord"/> every UTC minute.</summary>
    public const string Seal = "seal";

    /// <summary>One <see cref="HeartbeatRecord"/> every 10 s.</summary>
    public const string Heartbeat = "heartbeat";

    /// <summary>The retained <see cref="StatusMessage"/>, also the last will: no sequence number, never acknowledged.</summary>
    public const string Status = "status";

    /// <summary>Of a metered link: records of several streams in one <see cref="PackedMessage"/>.</summary>
    public const string Packed = "packed";

    /// <summary>The streams whose records carry a sequence number and are acknowledged end to end.</summary>
    public static IReadOnlyList<string> Sequenced { get; } = [Noise, NoiseMinute, Sound, Motion, Camera, Gate, Environment, Evidence, Seal, Heartbeat];
}
