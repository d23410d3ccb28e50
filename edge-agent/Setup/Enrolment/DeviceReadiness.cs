using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Uplink.Identity;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup.Enrolment;

/// <summary>What must be right at this device before a code is used: a code that is used up for nothing costs a walk.</summary>
internal static class DeviceReadiness
{
    /// <summary>Far more than an identity takes.</summary>
    private const int ProbeBytes = 64 * 1024;

    /// <exception cref="EnrolmentException">It does not read.</exception>
    public static EnrolmentCode ReadCode(string text) => EnrolmentCode.TryRead(text, out var code, out var fault) ? code : throw new EnrolmentException(
        "code", $"the code does not read, {fault}", "Copy it again from the control room, from its first character to its last, or scan the QR code.");

    /// <exception cref="EnrolmentException">It is enrolled already, or cannot keep what it would be given.</exception>
    public static void Ensure(string state, TimeProvider time)
    {
        var folder = DeviceIdentity.FolderIn(state);
        try
        {
            if (DeviceIdentity.Find(state, time) is { } present)
                throw new EnrolmentException("device", $"it is enrolled already, as '{present.File.Device}' at {present.File.ControlRoom}",
                    $"Nothing is to be done. To enrol it anew, stop the agent and delete {folder}, then use a new code.");
            DeviceIdentity.MakeFolder(state);
            var probe = Path.Combine(folder, "room");
            try
            {
                using var file = new FileStream(probe, FileMode.Create, FileAccess.Write);
                file.Write(new byte[ProbeBytes]);
                file.Flush(flushToDisk: true);
            }
            finally
            {
                File.Delete(probe);
            }
        }
        catch (ConfigurationException e)
        {
            throw new EnrolmentException("device", e.Message, "The code was not used.", e);
        }
        catch (Exception e) when (IsOfDisk(e))
        {
            throw OfDisk(state, e, "The code was not used: it serves until it expires.");
        }
    }

    public static bool IsOfDisk(Exception e) => e is IOException or UnauthorizedAccessException;

    public static EnrolmentException OfDisk(string state, Exception e, string then) => e is IOException && IsFull(e)
        ? new("disk", $"the disk of '{state}' is full ({e.Message})", $"Free some space and enrol again. {then}", e)
        : new("disk", $"the state folder '{state}' cannot be written ({e.Message})",
            $"Give the folder to the user that runs the agent, or name another in the device's file (state) or by --state. {then}", e);

    /// <summary>ENOSPC or EDQUOT, as .NET hands them on.</summary>
    private static bool IsFull(Exception e) => (e.HResult & 0xFFFF) is 28 or 122;
}
