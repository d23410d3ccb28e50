using System.Text.Json;
using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Camera.Tamper;

namespace Solutions.Edge.Agent.Setup;

/// <summary>What <c>analyse video</c> prints; boxes in source pixels, null where not known.</summary>
/// <param name="output">Where to.</param>
/// <param name="hasZones">Every line has zones too, under the names that the motion stream has for them.</param>
internal sealed class VideoLines(LineOutput output, bool hasZones)
{
    /// <param name="frame">Its number, from 1.</param>
    /// <param name="seconds">From the film's first frame.</param>
    /// <param name="seen">What it shows.</param>
    /// <param name="tamper">What has been done to the camera; null = nothing was found.</param>
    public void Write(int frame, double seconds, WatchedFrame seen, TamperKind? tamper) => output.Write(json =>
    {
        var motion = seen.Motion;
        json.WriteNumber("frame", frame);
        json.WriteNumber("t", Math.Round(seconds, 3));
        json.WriteBoolean("motion", motion.Regions.Count > 0);
        json.WriteStartArray("regions");
        foreach (var region in motion.Regions)
            Box(json, null, region);
        json.WriteEndArray();
        json.WriteStartArray("tracks");
        foreach (var (id, box) in motion.People)
            Box(json, id, box);
        json.WriteEndArray();
        json.WriteString("suppressed", motion.Suppressed);
        json.WriteString("tamper", tamper?.ToString().ToLowerInvariant());
        Share(json, "changed", motion.Changed);
        Share(json, "occupied", motion.Occupied);
        if (hasZones)
            Zones(json, seen);
    });

    /// <param name="summary">Of the frames of all lines.</param>
    /// <param name="lost">How many could not be decoded.</param>
    public void Write(VideoSummary summary, int lost) => output.Write(json =>
    {
        json.WriteBoolean("summary", true);
        json.WriteNumber("frames", summary.Frames);
        json.WriteNumber("framesLost", lost);
        json.WriteNumber("framesWithMotion", summary.FramesWithMotion);
        json.WriteStartObject("suppressed");
        foreach (var (cause, count) in summary.Suppressed)
            json.WriteNumber(cause, count);
        json.WriteEndObject();
        json.WriteNumber("cpuMs", Math.Round(summary.CpuMs, 2));
        json.WriteStartObject("stages");
        foreach (var (stage, ms) in summary.Stages)
            json.WriteNumber(stage, Math.Round(ms, 3));
        json.WriteEndObject();
        if (!hasZones)
            return;
        Zones(json, summary.Zones);
        json.WriteStartArray("things");
        foreach (var (thing, gone) in summary.Things)
            Thing(json, thing, gone is { } end ? Seconds(end) : null);
        json.WriteEndArray();
    });

    private static void Thing(Utf8JsonWriter json, LeftThing thing, double? gone)
    {
        json.WriteStartObject();
        json.WriteNumber("thing", thing.Id);
        json.WriteString("kind", thing.Kind);
        json.WriteString("zone", thing.Zone);
        json.WritePropertyName("box");
        Box(json, null, thing.Box);
        Share(json, "share", thing.Share);
        json.WriteNumber("since", Seconds(thing.Since));
        if (gone is { } end)
            json.WriteNumber("gone", end);
        json.WriteEndObject();
    }

    private static void Zones(Utf8JsonWriter json, WatchedFrame seen)
    {
        json.WriteStartObject("zones");
        foreach (var (zone, share) in seen.Occupied)
            json.WriteNumber(zone, Math.Round(share, 2));
        json.WriteEndObject();
        json.WriteStartObject("activity");
        foreach (var (zone, moment) in seen.Moments)
        {
            json.WriteStartObject(zone);
            json.WriteNumber("presence", moment.IsPresent ? 1 : 0);
            json.WriteNumber("dwell", Math.Round(seen.Dwell[zone], 1));
            Crossings(json, moment.In, moment.Out);
            if (seen.Crowds.TryGetValue(zone, out var crowd))
                json.WriteString("crowd", JsonNamingPolicy.KebabCaseLower.ConvertName(crowd.ToString()));
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartArray("things");
        foreach (var thing in seen.Things)
            Thing(json, thing, null);
        json.WriteEndArray();
    }

    private static void Zones(Utf8JsonWriter json, IReadOnlyDictionary<string, ZoneTotals> zones)
    {
        json.WriteStartObject("zones");
        foreach (var (zone, totals) in zones)
        {
            json.WriteStartObject(zone);
            json.WriteNumber("framesOccupied", totals.FramesOccupied);
            json.WriteNumber("longestDwell", Math.Round(totals.LongestDwell, 1));
            Crossings(json, totals.In, totals.Out);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Crossings(Utf8JsonWriter json, int came, int went)
    {
        json.WriteStartArray("crossings");
        json.WriteNumberValue(came);
        json.WriteNumberValue(went);
        json.WriteEndArray();
    }

    private static void Box(Utf8JsonWriter json, int? id, Rect box)
    {
        json.WriteStartArray();
        if (id is { } number)
            json.WriteNumberValue(number);
        foreach (var value in (ReadOnlySpan<int>)[box.X, box.Y, box.Width, box.Height])
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    /// <summary>A film begins at the epoch.</summary>
    private static double Seconds(DateTimeOffset at) => Math.Round((at - DateTimeOffset.UnixEpoch).TotalSeconds, 1);

    private static void Share(Utf8JsonWriter json, string name, double? percent)
    {
        if (percent is { } share)
            json.WriteNumber(name, Math.Round(share, 2));
        else
            json.WriteNull(name);
    }
}
