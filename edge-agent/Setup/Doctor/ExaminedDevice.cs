using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Agent.Uplink.Identity;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>A device by its own file and its state folder.</summary>
/// <param name="File">What was found of the file.</param>
/// <param name="Options">What it holds; null = it does not read, or a value in it cannot be.</param>
/// <param name="Identity">Null = it has not enrolled, or that cannot be read.</param>
/// <param name="IdentityFault">Why not.</param>
internal sealed record ExaminedDevice(Finding File, AgentOptions? Options, DeviceIdentity? Identity, string? IdentityFault)
{
    private const string Part = "agent file", Cure = "correct the file; the sample explains every key";

    /// <param name="path">The file.</param>
    /// <param name="state">In place of the file's state; null = as there.</param>
    /// <param name="time">The clock.</param>
    public static ExaminedDevice Read(string path, string? state, TimeProvider time)
    {
        DeviceIdentity? identity = null;
        string? fault = null;
        try
        {
            var options = AgentFile.Read(path);
            options.State = state ?? options.State;
            try
            {
                identity = DeviceIdentity.Find(options.State, time);
            }
            catch (ConfigurationException e)
            {
                fault = e.Message;
            }
            identity?.Rule(options);
            options.Check();
            Calibrate(options);
            return new(new(Part, Colour.Green, $"{path} reads, device '{options.Device}'"), options, identity, fault);
        }
        catch (ConfigurationException e)
        {
            return new(Finding.Of(Part, Colour.Red, e.Message, Cure), null, identity, fault);
        }
    }

    /// <summary>Whether its agent runs: by the lock on its journal. Where this user may not look, it is taken not to.</summary>
    public bool AgentRuns()
    {
        try
        {
            using var journal = System.IO.File.OpenHandle(Path.Combine(Options!.JournalFolder, "journal"), FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static void Calibrate(AgentOptions options)
    {
        if (options.Sound is { Source: SensorSource.Microphone or SensorSource.File } sound)
            sound.SensitivityDbfs = CalibrationLedger.Load(options.StateFolder, options.Device!).SensitivityDbfs ?? sound.SensitivityDbfs;
    }
}
