using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>Something that was left in a zone, or a vehicle that stopped in one.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">As in <see cref="Contracts.CameraRecord.Kind"/>.</param>
/// <param name="Zone">The zone's id.</param>
/// <param name="Box">In source pixels.</param>
/// <param name="Share">How much of the zone it covers, in %.</param>
/// <param name="Since">When it was left or stopped.</param>
internal sealed record LeftThing(int Id, string Kind, string Zone, Rect Box, double Share, DateTimeOffset Since);

/// <summary>Something was found or still stands there, or is gone.</summary>
internal readonly record struct ThingChange(LeftThing Thing, bool Found);
