using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>Whether a device is connected; retained, and published by the broker as the last will.</summary>
/// <param name="State"><c>online</c> or <c>offline</c>.</param>
/// <param name="Boot">The boot the connection belongs to.</param>
/// <param name="Connection">Number of the connection within the boot, from 1: a will of an older connection is ignored.</param>
/// <param name="Config">Version of the <see cref="PlaceConfiguration"/> in force; 0 = none has come yet. Null = the device knows of none.</param>
public sealed record StatusMessage(string State, string Boot, long Connection,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Config = null)
{
    /// <summary>The state of a connected device.</summary>
    public const string Online = "online";

    /// <summary>The state of a device whose connection has ended.</summary>
    public const string Offline = "offline";

    /// <summary>Reads what a device sent.</summary>
    /// <exception cref="RecordException">It is no such message.</exception>
    public static StatusMessage Read(ReadOnlySpan<byte> utf8)
    {
        var status = JsonFault.Read(utf8, ContractsJson.Default.StatusMessage, "status");
        return status.State is not (Online or Offline) ? throw new RecordException(new Fault("state", status.State, $"{Online} or {Offline}").ToString())
            : !Ids.IsBoot(status.Boot) ? throw new RecordException(new Fault("boot", status.Boot, "32 lower-case hexadecimal digits").ToString())
            : status.Connection < 1 ? throw new RecordException(new Fault("connection", status.Connection, "1 or more").ToString())
            : status.Config is < 0 or > PlaceConfiguration.HighestVersion
                ? throw new RecordException(new Fault("config", status.Config, $"0 to {PlaceConfiguration.HighestVersion}, or absent").ToString())
            : status;
    }
}

/// <summary>What of one (boot, stream) the control room has on disk, and what it refuses. A device frees a record, or sets it aside, only on this.</summary>
/// <param name="Boot">The boot.</param>
/// <param name="Stream">The stream.</param>
/// <param name="Through">Highest sequence number below or at which nothing is missing; 0 = none.</param>
/// <param name="Also">Further ranges received, [from, to], both inclusive, ascending; null or empty = none.</param>
/// <param name="Refused">Ranges, as in <paramref name="Also"/>, of records that came lately and do not read: sent again they are refused again.
/// Null or empty = none.</param>
public sealed record Acknowledgement(
    string Boot, string Stream, long Through, long[][]? Also = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long[][]? Refused = null);

/// <summary>Something the control room asks of a device. Never retained.</summary>
/// <param name="Id">The command's id; a still or clip takes it as its own.</param>
/// <param name="Kind">What is asked: <see cref="Still"/>, <see cref="Clip"/>, <see cref="Sound"/> or <see cref="Doctor"/>. A device
/// ignores kinds it does not know.</param>
/// <param name="Expires">After this instant the device ignores the command.</param>
/// <param name="At">The instant to capture; null = now.</param>
/// <param name="Why">The reason, kept with what is captured.</param>
public sealed record Command(string Id, string Kind, DateTimeOffset Expires, DateTimeOffset? At, string Why)
{
    /// <summary>Asks for one JPEG, 320 pixels wide, people pixelated unless the site shows them (<see cref="SiteEntry.ShowPeople"/>).</summary>
    public const string Still = "still";

    /// <summary>Asks for the same pictures from 10 s before <see cref="At"/> to 20 s after it, as a <see cref="ClipFile"/>.</summary>
    public const string Clip = "clip";

    /// <summary>
    /// Asks for the 30 whole seconds of sound from 10 s before the second of <see cref="At"/>, as <see cref="SealedSound"/>. Without a
    /// <see cref="SoundGrant"/> in force there is none.
    /// </summary>
    public const string Sound = "sound";

    /// <summary>Asks for an examination of the device, as an <see cref="ExaminationReport"/>.</summary>
    public const string Doctor = "doctor";
}

/// <summary>Where an alert stands (ISA-18.2 / IEC 62682).</summary>
public enum AlertState
{
    /// <summary>The condition holds and nobody has acknowledged it.</summary>
    Unacknowledged,

    /// <summary>The condition holds and somebody has acknowledged it.</summary>
    Acknowledged,

    /// <summary>The condition has ended and nobody has acknowledged it.</summary>
    ReturnedUnacknowledged,

    /// <summary>The condition has ended and somebody has acknowledged it: closed.</summary>
    Normal,
}

/// <summary>An alert as other systems see it. For a HOME only id, code, priority and state are given, and only if the site allows it.</summary>
/// <param name="Id">The alert's id.</param>
/// <param name="Code">One of the alert codes, for example <c>GATE-FORCED</c>.</param>
/// <param name="Site">The site's id.</param>
/// <param name="Devices">Ids of the devices whose records made it.</param>
/// <param name="Priority">1 (most urgent) to 4.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Why">One line for the person that answers it.</param>
/// <param name="Since">When the condition began.</param>
/// <param name="Until">When the condition ended; null while it holds.</param>
/// <param name="Count">How often it has happened while open.</param>
/// <param name="Rule">Version of the rule.</param>
/// <param name="Parameters">Version of the rule's parameters.</param>
public sealed record AlertMessage(
    string Id, string Code, string? Site, IReadOnlyList<string>? Devices, int Priority, AlertState State, string? Why,
    DateTimeOffset? Since, DateTimeOffset? Until, int? Count, string? Rule, string? Parameters);
