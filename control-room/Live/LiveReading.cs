using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Live;

/// <summary>One second of one device as the strips draw it: written by ingest, once the record is on disk.</summary>
/// <param name="Site">Site id.</param>
/// <param name="Device">Device id.</param>
/// <param name="T">The second, Unix ms.</param>
/// <param name="LAeq">LAeq,1s in dB; null = not a sound reading or not known.</param>
/// <param name="Occupied">Occupied %; null = not a camera reading or not known.</param>
internal sealed record LiveReading(string Site, string Device, long T, double? LAeq, double? Occupied);

/// <summary>A record of a gate: written by ingest, once it is on disk.</summary>
/// <param name="Device">Device id.</param>
/// <param name="T">When, Unix ms.</param>
/// <param name="Contact">Open or shut; null = not in the record.</param>
/// <param name="Bolt">The bolt; null = not in the record.</param>
/// <param name="Button">True: the night button is pressed.</param>
internal sealed record GateReading(string Device, long T, ContactState? Contact, BoltState? Bolt, bool Button = false);

/// <summary>Something on the alert board changed; screens read the board again.</summary>
internal sealed record AlertsChanged;
