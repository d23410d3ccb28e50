using Microsoft.Extensions.Logging;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>The configuration of the place: in force until the control room sends another, over restarts too. Read from any thread; one sets it.</summary>
internal sealed class Place
{
    private const string FileName = "place.json";

    private readonly string path;
    private readonly ILogger log;
    private volatile PlaceConfiguration? current;

    private Place(string path, ILogger log) => (this.path, this.log) = (path, log);

    /// <summary>Another object after every change; null = nothing is known yet.</summary>
    public PlaceConfiguration? Current => current;

    /// <summary>Of <see cref="Current"/>; 0 = nothing is known yet.</summary>
    public long Version => current?.Version ?? 0;

    /// <summary>What was in force when this device last ran. If that does not read, nothing is in force, and the log states why.</summary>
    public static Place Open(string stateFolder, ILogger log)
    {
        var place = new Place(Path.Combine(stateFolder, FileName), log);
        try
        {
            if (File.Exists(place.path))
                place.current = PlaceConfiguration.Read(File.ReadAllBytes(place.path));
        }
        catch (Exception e) when (e is RecordException or IOException or UnauthorizedAccessException)
        {
            UplinkLog.PlaceDamaged(log, place.path, e.Message);
        }
        return place;
    }

    /// <summary>Takes a message of <c>down/config</c>.</summary>
    /// <exception cref="RecordException">It does not read, or holds something that cannot be: what was in force stays so.</exception>
    public void Take(ReadOnlySpan<byte> message)
    {
        var received = PlaceConfiguration.Read(message);
        if (received.Version == Version)
            return;
        current = received;
        UplinkLog.PlaceChanged(log, received.Version, received.Type, received.Zones.Count, received.Masks.Count);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            WholeFile.Write(path, message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // In force all the same: after the next start the control room sends it again.
            UplinkLog.PlaceNotKept(log, path, e.Message);
        }
    }
}
