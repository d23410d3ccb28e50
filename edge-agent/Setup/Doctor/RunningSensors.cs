using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate.Lines;
using Solutions.Edge.Agent.Gate.Shocks;
using Solutions.Edge.Agent.Heartbeat.Mains;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>
/// The live sensors of the agent that runs in this process: one sensor has one reader, so they are asked what they have found, and none is opened.
/// </summary>
internal sealed record RunningSensors(
    SoundHealth? Sound = null, CameraWorker? Camera = null, GpioGateWorker? Gate = null, ShockSensor? Shock = null, MainsWorker? Mains = null)
{
    private const string Wiring = "check its cable and supply; it is opened again by itself";

    public Finding LookAtMicrophone() => Sound?.Report() is not { } health ? Unknown(SensorJudgement.Microphone)
        : Sound.Fault is { } fault ? Finding.Of(SensorJudgement.Microphone, Colour.Red, fault, Wiring)
        : new(SensorJudgement.Microphone, health.Lost > 0 ? Colour.Amber : Colour.Green, FormattableString.Invariant(
            $"the running agent measures it: {health.State}, crystal {health.RatePpm:0.0} ppm, {health.Overruns} overruns, {health.Lost} samples lost"),
            health.Lost > 0 ? "a machine that was too busy, or a USB line that others share" : null,
            health.Lost > 0 ? "does it go on? See top; plug it into a port of its own" : null);

    public Finding LookAtCamera() => Camera switch
    {
        null => Unknown(SensorJudgement.Camera),
        { Fault: { } fault } => Finding.Of(SensorJudgement.Camera, Colour.Red, fault, Wiring),
        { LastPicture: { } at } => new(SensorJudgement.Camera, Colour.Green, $"the running agent looks through it: last picture at {at:HH:mm:ss} UTC"),
        _ => Unknown(SensorJudgement.Camera),
    };

    public IReadOnlyList<Finding> LookAtGate(GateLinesOptions lines)
    {
        if (Gate is null)
            return [Unknown(SensorJudgement.Gate)];
        if (Gate.Fault is { } fault)
            return [SensorJudgement.Failed(SensorJudgement.Gate, fault)];
        return [.. lines.Fitted.Select(l => Gate.IsActive(l.Name) is { } active ? SensorJudgement.Judge(l.Name, l.Line, active)
            : Unknown($"{SensorJudgement.Gate} {l.Name}"))];
    }

    public Finding LookAtShock() => Shock switch
    {
        null => Unknown(SensorJudgement.Shock),
        { Fault: { } fault } => Finding.Of(SensorJudgement.Shock, Colour.Red, fault, Wiring),
        _ => new(SensorJudgement.Shock, Colour.Green, "the running agent reads it"),
    };

    public Finding LookAtPower(PowerOptions power) => Mains switch
    {
        { Fault: { } fault } => Finding.Of(PowerLook.Part, Colour.Red, fault, PowerLook.Chips),
        { Latest: { } latest } => PowerLook.Judge(power, latest.Source == PowerSource.Mains),
        _ => Unknown(PowerLook.Part),
    };

    private static Finding Unknown(string part) => new(part, Colour.Amber, "the running agent has nothing of it yet", "it has only just started", "look again");
}
