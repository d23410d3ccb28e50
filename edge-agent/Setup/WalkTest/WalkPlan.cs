using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>A step of a walk, or why this device has none of it.</summary>
/// <param name="Name">As in the sheet.</param>
/// <param name="Step">Null = not fitted, or it cannot be made.</param>
/// <param name="Reason">Why there is no step.</param>
/// <param name="IsFitted">True: the sensor is there, and cannot be tried by this program.</param>
internal sealed record PlannedStep(string Name, WalkStep? Step, string? Reason = null, bool IsFitted = false);

/// <summary>Which steps a device is walked through, by its own file.</summary>
internal static class WalkPlan
{
    public static readonly IReadOnlyList<string> Names =
        ["open", "bolt", "close", "slam", "rattle", "knock", "ajar", "lens", "calibrator", "lid", "button", "unlock"];

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1), Gap = TimeSpan.FromSeconds(3);

    /// <param name="options">This device.</param>
    /// <param name="longest">How long a step waits.</param>
    /// <param name="calibratorDb">What the calibrator gives.</param>
    /// <param name="chosen">Names of steps; null = all.</param>
    /// <param name="noCamera">Why no camera can be looked through here; null = it can.</param>
    /// <param name="isHome">True: the device stands at a home, where no camera looks.</param>
    /// <exception cref="SetupException">A name is none.</exception>
    public static IReadOnlyList<PlannedStep> Of(
        AgentOptions options, TimeSpan longest, double calibratorDb, IReadOnlyList<string>? chosen, string? noCamera, bool isHome)
    {
        if (chosen?.FirstOrDefault(c => !Names.Contains(c)) is { } wrong)
            throw new SetupException($"--steps has '{wrong}'; it must be of {string.Join(", ", Names)}, by comma");
        return [.. Names.Where(n => chosen?.Contains(n) != false).Select(n => n switch
        {
            "lens" => Lens(options.Camera, longest, noCamera, isHome),
            "calibrator" => Calibrator(options.Sound, longest, calibratorDb, isHome),
            _ => OfGate(n, options.Gate, longest),
        })];
    }

    private static PlannedStep OfGate(string name, GateOptions? gate, TimeSpan longest) => gate switch
    {
        null => new(name, null, "the device's file gives no gate"),
        { Source: not SensorSource.Gpio } => new(name, null, $"the gate is played from {(gate.Source == SensorSource.Scene ? "a scene" : gate.Path)}"),
        { Lines: { } lines } => name is "slam" or "rattle" or "knock" ? Blow(name, gate.Shock, longest) : Switch(name, lines, longest),
        _ => new(name, null, "the device's file gives no lines"),
    };

    private static PlannedStep Switch(string name, GateLinesOptions lines, TimeSpan longest)
    {
        var (line, instruction, path, stands) = name switch
        {
            "open" => ("contact", lines.Bolt is null ? "OPEN THE GATE" : "WITHDRAW THE BOLT, OPEN THE GATE", (bool[])[true, false], Moment),
            "bolt" => ("bolt", "THROW THE BOLT, WITHDRAW IT AGAIN", [false, true, false], Moment),
            "close" => ("contact", "CLOSE THE GATE", [false, true], Moment),
            "ajar" => ("contact", "OPEN THE GATE A HAND WIDE, LEAVE IT SO", [true, false], Gap),
            "lid" => ("enclosure", "TAKE THE LID OFF, PUT IT ON AGAIN", [true, false, true], Moment),
            "button" => ("button", "PRESS THE NIGHT BUTTON, LET IT GO", [false, true, false], Moment),
            _ => ("unlock", "UNLOCK BY A VALID KEY OR CARD", [false, true, false], Moment),
        };
        return lines.Fitted.Any(l => l.Name == line) ? new(name, new LineStep(name, instruction, longest, line, path, stands, lines))
            : new(name, null, $"the device's file gives no gate.lines.{line}");
    }

    private static PlannedStep Blow(string name, ShockOptions? shock, TimeSpan longest) => shock is null
        ? new(name, null, "the device's file gives no gate.shock")
        : new(name, new ShockStep(name, name switch
        {
            "slam" => $"SLAM THE GATE {ShockStep.Times} x",
            "rattle" => $"SHUT IT, RATTLE IT {ShockStep.Times} x, ONE A SECOND",
            _ => $"KNOCK HARD ON IT {ShockStep.Times} x, ONE A SECOND",
        }, longest, isSlam: name == "slam"));

    private static PlannedStep Lens(CameraOptions? camera, TimeSpan longest, string? noCamera, bool isHome) =>
        camera is null ? new("lens", null, "the device's file gives no camera")
        : isHome ? new("lens", null, "the place is a home: whatever is fitted does not look")
        : noCamera is not null ? new("lens", null, noCamera, IsFitted: true)
        : camera.Source == SensorSource.Scene ? new("lens", null, "the camera is played from a scene")
        : new("lens", new LensStep("COVER THE LENS BY A HAND, UNCOVER IT", longest));

    private static PlannedStep Calibrator(SoundOptions? sound, TimeSpan longest, double levelDb, bool isHome) =>
        sound is null ? new("calibrator", null, "the device's file gives no microphone")
        : sound.Source == SensorSource.Scene ? new("calibrator", null, "the sound is played from a scene")
        : new("calibrator", new CalibratorStep(
            FormattableString.Invariant($"CALIBRATOR ON THE MICROPHONE, {levelDb} dB"), longest, levelDb, sound.SensitivityDbfs, isHome));
}
