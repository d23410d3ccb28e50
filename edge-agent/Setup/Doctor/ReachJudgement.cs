using Solutions.Edge.Agent.Uplink.Identity;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>How far a connection to a server came; the first that is not null is where it ended.</summary>
/// <param name="At">host:port.</param>
/// <param name="Way">Why the port is not reached.</param>
/// <param name="Impostor">Why the certificate that it shows is not the control room's.</param>
/// <param name="Broken">Why TLS or what is spoken over it fails.</param>
/// <param name="NotAccepted">What it answers to this device's certificate.</param>
/// <param name="Refused">What it answers to this device.</param>
/// <param name="Known">What is known of a connection that came through, such as how it is encrypted.</param>
internal sealed record Reached(
    string At, PortFault? Way = null, (ServerFault Kind, string Words)? Impostor = null, string? Broken = null, string? NotAccepted = null,
    string? Refused = null, string Known = "");

/// <summary>What is found of the broker, and of the control room's port for devices.</summary>
internal static class ReachJudgement
{
    public static Finding Judge(string part, Reached reached) => reached switch
    {
        { Way: { } fault } => new(part, Colour.Red, fault.Words, fault.Cause, fault.Cure),
        { Impostor: (ServerFault.Expired, var fault) } => new(part, Colour.Red, $"the certificate of {reached.At} has expired", fault,
            "the control room renews it by itself: see that it runs and that its clock is right, and this device's clock (timedatectl)"),
        { Impostor: (ServerFault.OtherName, var fault) } => new(part, Colour.Red, $"{reached.At} is the control room by another name", fault,
            "correct the name in this device's file, or give the control room this one: its address for devices in its settings"),
        { Impostor: (_, var fault) } => new(part, Colour.Red, $"what answers at {reached.At} is not the control room's", fault,
            "if a firewall inspects TLS here, have it leave this address alone; if the name leads to another machine, correct it; "
                + "if the control room was set up anew, enrol the device anew"),
        { Broken: { } fault } => new(part, Colour.Red, $"what answers at {reached.At} does not speak as the {part} does", fault,
            "check the port, and that nothing stands between; look at the control room's log"),
        { NotAccepted: { } fault } => new(part, Colour.Red, $"{reached.At} does not accept this device's certificate", fault,
            "look at the device's page in the control room; if it was retired or enrolled on other hardware, enrol it anew by a new code"),
        { Refused: { } fault } => new(part, Colour.Red, $"{reached.At} refuses this device", fault,
            "look at the device's page and the control room's log: the id must be one that it knows, and in use once"),
        _ => new(part, Colour.Green, $"{reached.At} {reached.Known}"),
    };
}
