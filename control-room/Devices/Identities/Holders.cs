using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Devices.Identities;

/// <summary>
/// Whether one or two speak under an identity. A run of a device that was followed by another run is over: a device that restarts never speaks with
/// the old one again, and what it still has of that one's records comes under the new one's status. If an old run connects anew, two are there.
/// </summary>
/// <remarks>Not thread-safe. In memory: after a start two show themselves again by taking the place of one another.</remarks>
internal sealed class Holders
{
    /// <summary>Runs that are remembered: a device may restart often.</summary>
    private const int Most = 16;

    private readonly List<(string Boot, long Connection)> runs = [];

    /// <summary>True: the status shows that there are two.</summary>
    public bool AreTwo(StatusMessage status)
    {
        // A will comes late, of a run that is over.
        if (status.State != StatusMessage.Online)
            return false;
        var at = runs.FindIndex(r => r.Boot == status.Boot);
        if (at >= 0 && at < runs.Count - 1)
            // A status may be delivered twice, or late: only a connection made since then is news.
            return status.Connection > runs[at].Connection;
        if (at >= 0)
            runs[at] = (status.Boot, Math.Max(runs[at].Connection, status.Connection));
        else
            runs.Add((status.Boot, status.Connection));
        if (runs.Count > Most)
            runs.RemoveAt(0);
        return false;
    }
}
