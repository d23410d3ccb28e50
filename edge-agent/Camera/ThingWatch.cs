using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Camera;

/// <summary>
/// Finds what has been left in a zone and which vehicle has stopped on a road or where none may. Found early: how long it may stay before
/// an alert is made is for a rule to state.
/// </summary>
internal sealed class ThingWatch(Zones zones)
{
    /// <summary>Of its zone, in %, that a thing must cover.</summary>
    private const double LeastShare = 3;

    /// <summary>Width over height of a vehicle from any side; people standing on a road have less.</summary>
    private const double VehicleAspect = 0.8;

    /// <summary>A region that shares so much of the whole with the thing is the thing itself.</summary>
    private const double ItselfShare = 0.5;

    /// <summary>Somebody may put it down for a moment.</summary>
    private static readonly TimeSpan ObjectLasts = TimeSpan.FromSeconds(30);

    /// <summary>A thing that still stands is reported again so often: a control room that starts anew reads its last quarter of an hour once more.</summary>
    private static readonly TimeSpan ReportedEvery = TimeSpan.FromMinutes(10);

    private readonly Dictionary<int, (LeftThing Thing, DateTimeOffset ReportedAt)> found = [];

    /// <summary>Found in zones that are not any more what they were.</summary>
    private readonly List<LeftThing> given = [];

    /// <summary>What stands there now.</summary>
    public IReadOnlyList<LeftThing> Things => [.. found.Values.Select(f => f.Thing)];

    /// <param name="motion">What counts of a frame's motion, and what stands still in it.</param>
    /// <param name="at">When it was captured.</param>
    /// <returns>What was found, is reported again or is gone with this frame, mostly nothing.</returns>
    public IReadOnlyList<ThingChange> Look(DetectedMotion motion, DateTimeOffset at)
    {
        var changes = given.ConvertAll(thing => new ThingChange(thing, Found: false));
        given.Clear();
        foreach (var gone in Things.Where(t => motion.Still.All(s => s.Id != t.Id)).ToList())
        {
            found.Remove(gone.Id);
            changes.Add(new(gone, Found: false));
        }
        foreach (var still in motion.Still)
        {
            if (found.TryGetValue(still.Id, out var known))
            {
                // Either way: the clock may have been set back.
                if ((at - known.ReportedAt).Duration() >= ReportedEvery)
                    Report(known.Thing.Since <= at ? known.Thing : known.Thing with { Since = at.AddSeconds(-still.Seconds) });
                continue;
            }
            if (zones.Under(still.Box) is not ({ } zone, >= LeastShare and var share))
                continue;
            var isVehicle = zone.Kind is ZoneKind.Road or ZoneKind.KeepClear && still.Box.Width >= VehicleAspect * still.Box.Height;
            if (!isVehicle && (still.Seconds < ObjectLasts.TotalSeconds || motion.Regions.Any(r => IsSomebody(r, still.Box))))
                continue;
            Report(new(still.Id, isVehicle ? CameraRecord.VehicleStopped : CameraRecord.ObjectLeft, zone.Id, still.Box, share, at.AddSeconds(-still.Seconds)));
        }
        return changes;

        void Report(LeftThing thing)
        {
            found[thing.Id] = (thing, at);
            changes.Add(new(thing, Found: true));
        }
    }

    /// <summary>What was found in other zones than these is over, with the next frame; it may be found anew.</summary>
    public void Keep(IReadOnlySet<string> same)
    {
        foreach (var thing in Things.Where(t => !same.Contains(t.Zone)))
        {
            found.Remove(thing.Id);
            given.Add(thing);
        }
    }

    /// <summary>Somebody is near it, or it is somebody standing still.</summary>
    private static bool IsSomebody(Rect region, Rect thing)
    {
        var reach = Math.Max(thing.Width, thing.Height);
        if (!region.IntersectsWith(Rect.Inflate(thing, reach, reach)))
            return false;
        var common = region & thing;
        double shared = common.Width * common.Height, all = region.Width * region.Height + thing.Width * thing.Height - shared;
        return shared < ItselfShare * all || region.Width < VehicleAspect * region.Height;
    }
}
