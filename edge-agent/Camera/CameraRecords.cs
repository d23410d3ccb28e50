using System.Text.Json;
using Solutions.Edge.Agent.Camera.Tamper;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Camera;

/// <summary>Findings about the camera as the records that travel.</summary>
internal static class CameraRecords
{
    public static CameraRecord Of(TamperChange change, DateTimeOffset at) => new()
    {
        T = at,
        Kind = JsonNamingPolicy.KebabCaseLower.ConvertName(change.Kind.ToString()),
        State = change.Found ? FindingState.Found : FindingState.Cleared,
        Since = change.Since,
        Luminance = Part(change.Evidence?.Luminance, 1000),
        Edges = Part(change.Evidence?.EdgesKept, 1),
        Sharpness = Part(change.Evidence?.Sharpness, 1000),
        Shift = Part(change.Evidence?.Shift, 1),
    };

    public static CameraRecord Of(ThingChange change, DateTimeOffset at) => new()
    {
        T = at,
        Kind = change.Thing.Kind,
        State = change.Found ? FindingState.Found : FindingState.Cleared,
        Since = change.Thing.Since,
        Thing = change.Thing.Id,
        Zone = change.Thing.Zone,
        Box = [change.Thing.Box.X, change.Thing.Box.Y, change.Thing.Box.Width, change.Thing.Box.Height],
        Share = Math.Round(change.Thing.Share, 1),
    };

    public static CameraRecord Lost(DateTimeOffset at, FindingState state, DateTimeOffset since) =>
        new() { T = at, Kind = CameraRecord.Lost, State = state, Since = since };

    private static double? Part(double? value, double most) => value is { } part && double.IsFinite(part) ? Math.Round(Math.Clamp(part, 0, most), 3) : null;
}
