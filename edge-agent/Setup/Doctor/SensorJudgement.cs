using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Sound.Capture;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>Some seconds of a microphone.</summary>
/// <param name="Name">What was listened to.</param>
/// <param name="State">As <see cref="MicrophoneDiagnosis"/> names it.</param>
/// <param name="LAeq">Over all of them in dB; null = no signal.</param>
/// <param name="LCpeak">The greatest, in dB.</param>
/// <param name="Lost">Samples that were not delivered.</param>
internal sealed record Listened(string Name, string State, double? LAeq, double? LCpeak, long Lost);

/// <summary>A frame of a camera.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Luminance">Mean grey level, 0 to 255.</param>
/// <param name="Contrast">Standard deviation of the grey levels.</param>
/// <param name="Sharpness">Variance of the fine details in parts of the picture's.</param>
/// <param name="Masks">How many masks the place has; null = nothing is known of the place yet.</param>
/// <param name="Masked">Which part of the picture they blacken, 0 to 1.</param>
internal sealed record Seen(string Name, int Width, int Height, double Luminance, double Contrast, double Sharpness, int? Masks, double Masked);

/// <summary>A second of a shock sensor on a gate that nobody touches.</summary>
/// <param name="Name">Which one.</param>
/// <param name="Samples">How many it gave.</param>
/// <param name="MeanG">Length of their mean: gravity.</param>
/// <param name="NoiseG">How far they are from it, root mean square.</param>
internal sealed record Rested(string Name, int Samples, double MeanG, double NoiseG);

/// <summary>What is found of the sensors, by what they gave.</summary>
internal static class SensorJudgement
{
    public const string Microphone = "microphone", Camera = "camera", Gate = "gate", Shock = "gate shock";

    private const double DarkLuminance = 15, NothingSeen = 4, SoftUnder = 0.05, NearlyAllMasked = 0.9;

    /// <summary>Gravity by a sensor of 16 g with its offsets; and by its data sheet a third of this is its noise.</summary>
    private const double LeastRest = 0.85, MostRest = 1.15, MostNoise = 0.15;

    private const string FreeIt = "to look at it by itself: systemctl stop solutions-agent, doctor again, then systemctl start solutions-agent";

    public static Finding NotFitted(string part) => new(part, Colour.NotFitted, "the device's file gives none");

    /// <param name="part">Which sensor.</param>
    /// <param name="source">What plays it.</param>
    /// <param name="path">Of a file.</param>
    /// <param name="fault">Why it cannot be played; null = it can.</param>
    public static Finding Played(string part, SensorSource source, string? path, string? fault) =>
        fault is not null ? Finding.Of(part, Colour.Red, fault, "correct it in the device's file")
            : new(part, Colour.NotFitted, $"played from {(source == SensorSource.Scene ? "a scene" : path)}, not a sensor");

    /// <summary>One sensor has one reader.</summary>
    public static Finding InUse(string part) => new(part, Colour.Amber, "in use by the running agent; the heartbeat's faults say how it is", null, FreeIt);

    /// <summary>It gives nothing.</summary>
    public static Finding Failed(string part, string sentence) => Finding.Of(part, Colour.Red, sentence,
        part == Gate ? "gpiodetect lists the chips, gpioinfo their lines; this user must be of the group gpio" : "check its wiring and supply");

    public static Finding Judge(Listened sound) => sound switch
    {
        { State: MicrophoneDiagnosis.Silent or MicrophoneDiagnosis.Stuck } => Finding.Of(Microphone, Colour.Red,
            $"{sound.Name}: {MicrophoneDiagnosis.Words(sound.State)}", "check its wiring"),
        { State: not MicrophoneDiagnosis.Ok } => Finding.Of(Microphone, Colour.Amber,
            $"{sound.Name}: {MicrophoneDiagnosis.Words(sound.State)}", "check its wiring"),
        { Lost: > 0 and var lost } => new(Microphone, Colour.Amber, $"{sound.Name}: {lost} samples were lost while it was listened to",
            "a machine that is too busy, or a USB line that others share", "see top; plug it into a port of its own"),
        _ => new(Microphone, Colour.Green, FormattableString.Invariant($"{sound.Name}: LAeq {sound.LAeq:0.0} dB, LCpeak {sound.LCpeak:0.0} dB")),
    };

    public static Finding Judge(Seen seen) => seen switch
    {
        { Contrast: < NothingSeen } => new(Camera, Colour.Amber, FormattableString.Invariant($"{seen.Name}: {seen.Width} x {seen.Height}, all of one grey"),
            "a cap or a cover on the lens, or night without a lamp", "look at the lens, and again by daylight"),
        { Luminance: < DarkLuminance } => new(Camera, Colour.Amber,
            FormattableString.Invariant($"{seen.Name}: {seen.Width} x {seen.Height}, dark (mean grey {seen.Luminance:0} of 255)"),
            "night without a lamp, or a cover", "look at the lens, and again by daylight; fit a lamp if it is to see by night"),
        { Masked: > NearlyAllMasked } => new(Camera, Colour.Amber, FormattableString.Invariant(
            $"{seen.Name}: {seen.Width} x {seen.Height}, {seen.Masks} masks blacken {seen.Masked * 100:0} % of the picture"),
            "masks that were drawn for another view", "correct the masks of the device at its site"),
        { Sharpness: < SoftUnder } => new(Camera, Colour.Amber, FormattableString.Invariant(
            $"{seen.Name}: {seen.Width} x {seen.Height}, soft (sharpness {seen.Sharpness:0.000}, {SoftUnder} or more of a picture in focus)"),
            "out of focus, dirt or drops on the lens or its cover, or fog", "wipe it, turn its focus ring, and look again by daylight"),
        _ => new(Camera, Colour.Green, FormattableString.Invariant(
            $"{seen.Name}: {seen.Width} x {seen.Height}, mean grey {seen.Luminance:0} of 255, contrast {seen.Contrast:0}, sharpness {seen.Sharpness:0.00}, ")
            + (seen.Masks is not { } masks ? "nothing known of the place yet: pictures are a mosaic"
                : FormattableString.Invariant($"{masks} masks, {seen.Masked * 100:0} % black"))),
    };

    public static Finding Judge(Rested rest) => rest switch
    {
        { Samples: 0 } => new(Shock, Colour.Red, $"{rest.Name} measures nothing", "its supply broke down, or it is damaged", "check its supply, or replace it"),
        { NoiseG: > MostNoise } => new(Shock, Colour.Amber,
            FormattableString.Invariant($"{rest.Name}: {rest.NoiseG:0.00} g of noise, {MostNoise} g or less of a gate at rest"),
            "the gate moves, the sensor is loose, or its supply is noisy", "look again while nobody touches the gate; screw it to metal; 10 uF at its pins"),
        { MeanG: < LeastRest or > MostRest } => new(Shock, Colour.Amber,
            FormattableString.Invariant($"{rest.Name}: {rest.MeanG:0.00} g at rest, and gravity is 1 g"),
            "the gate moved, or the sensor is damaged", "look again while nobody touches the gate; replace it if it stays so"),
        _ => new(Shock, Colour.Green, FormattableString.Invariant($"{rest.Name}: a LIS3DH, {rest.MeanG:0.00} g at rest, noise {rest.NoiseG:0.00} g")),
    };

    /// <param name="name">Of the line in the device's file.</param>
    /// <param name="line">How it is wired.</param>
    /// <param name="active">True: it stands at its active level.</param>
    public static Finding Judge(string name, LineOptions line, bool active)
    {
        var (part, level) = ($"{Gate} {name}", $"line {line.Line} reads {(active == (line.Active == "high") ? "high" : "low")}");
        return (name, active) switch
        {
            ("contact", false) => new(part, Colour.Amber, $"open, {level}", "the gate is open, its wire is cut, or line, pull or active is another",
                "is the gate open? If not, see its wiring and gate.lines.contact"),
            ("enclosure", false) => new(part, Colour.Amber, $"the lid is off, {level}", "the lid is off, its wire is cut, or line, pull or active is another",
                "is the lid on? If so, see its wiring and gate.lines.enclosure"),
            ("button", true) => new(part, Colour.Amber, $"pressed, {level}", "it is held down, or its wires touch",
                "let it go; if nobody presses it, see its wiring"),
            ("contact" or "enclosure", true) => new(part, Colour.Green, $"closed, {level}"),
            ("bolt", _) => new(part, Colour.Green, $"{(active ? "thrown" : "withdrawn")}, {level}"),
            ("unlock", _) => new(part, Colour.Green, $"{(active ? "a valid unlock is active" : "no valid unlock now")}, {level}"),
            ("button", false) => new(part, Colour.Green, $"not pressed, {level}"),
            _ => new(part, Colour.Green, $"{level}; pulses are not counted here"),
        };
    }

    /// <param name="why">The sentence of a camera that gives no picture.</param>
    /// <param name="source">Where its pictures come from.</param>
    /// <param name="agentRuns">True: the agent may have it.</param>
    public static Finding NoPicture(CameraSourceException why, SensorSource source, bool agentRuns) =>
        agentRuns && source is (SensorSource.V4l2 or SensorSource.Command) ? InUse(Camera) : Failed(Camera, why.Message);
}
