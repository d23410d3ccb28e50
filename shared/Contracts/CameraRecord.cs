using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>Whether something was found or is over.</summary>
public enum FindingState
{
    /// <summary>It was found, and lasts.</summary>
    Found,

    /// <summary>It is over.</summary>
    Cleared,
}

/// <summary>
/// Something is wrong with a camera, or stands in its picture that ought not to, or is right again.
/// <see cref="UpRecord.T"/> is the instant it was found or seen to be over, so that <c>t − since</c> of a finding is the time it took to be sure;
/// a finding that lasts is reported again every 10 min. How long it may last before an alert is made is for a rule to state.
/// </summary>
public sealed record CameraRecord : UpRecord
{
    /// <summary>The kind of a lens that something is in front of: 80 % of the light or of the edges gone for 10 s, at night 30 s.</summary>
    public const string Covered = "covered";

    /// <summary>The kind of a picture out of focus: sharpness under 30 % of the usual for 10 s.</summary>
    public const string Blurred = "blurred";

    /// <summary>The kind of a camera that looks elsewhere: by a tenth of the picture or more for 10 s.</summary>
    public const string Moved = "moved";

    /// <summary>The kind of a picture that repeats itself bit for bit for 10 s.</summary>
    public const string Frozen = "frozen";

    /// <summary>The kind of a camera that gets no light: 80 % of it gone for 10 s, at night 30 s, and what is left still shows the scene,
    /// or nothing is left.</summary>
    public const string Dark = "dark";

    /// <summary>The kind of a camera that gave no picture for 5 s.</summary>
    public const string Lost = "lost";

    /// <summary>The kind of something that was put down in a zone and is still there after 30 s, with nobody near.</summary>
    public const string ObjectLeft = "object-left";

    /// <summary>The kind of a vehicle that has stood still for 10 s on a road or where none may stop.</summary>
    public const string VehicleStopped = "vehicle-stopped";

    /// <summary>
    /// What: <see cref="ObjectLeft"/> and <see cref="VehicleStopped"/>, each a <see cref="Thing"/> of its own; else of the camera itself
    /// <see cref="Covered"/>, <see cref="Blurred"/>, <see cref="Moved"/>, <see cref="Frozen"/>, <see cref="Dark"/> or <see cref="Lost"/>.
    /// Kinds this reader does not know are kept and take part in no rule.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>Whether it was found or is over.</summary>
    public required FindingState State { get; init; }

    /// <summary>When it began, as far as the pictures show.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Mean brightness in parts of what is usual at this hour; null = no picture.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Luminance { get; init; }

    /// <summary>Share of the usual edges that are still in their place, 0 to 1; null = no picture.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Edges { get; init; }

    /// <summary>Sharpness in parts of the usual; null = no picture.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Sharpness { get; init; }

    /// <summary>How far the picture has shifted, in parts of its width or height, 0 to 1; null = not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Shift { get; init; }

    /// <summary>Of a thing: its number in this run of the device; its end has the same.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Thing { get; init; }

    /// <summary>Of a thing: the id of the zone it stands in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Zone { get; init; }

    /// <summary>Of a thing: [x, y, w, h] in source pixels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int[]? Box { get; init; }

    /// <summary>Of a thing: how much of its zone it covers, in %, 0 to 100.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Share { get; init; }

    /// <inheritdoc/>
    public override Fault? FindFault() => base.FindFault()
        ?? Unless(Kind is { Length: > 0 and <= 64 }, "kind", Kind, "a word of 1 to 64 characters")
        ?? Unless(Since.Year is >= 1970 and <= 2199, "since", Since, "an instant from 1970 to 2199")
        ?? Outside("luminance", Luminance, 0, 1000) ?? Outside("edges", Edges, 0, 1)
        ?? Outside("sharpness", Sharpness, 0, 1000) ?? Outside("shift", Shift, 0, 1)
        ?? Outside("thing", Thing, 1, int.MaxValue) ?? Unless(Zone is null || Ids.IsValid(Zone), "zone", Zone, "1 to 64 letters, digits, - or _")
        ?? Unless(Box is null or { Length: 4 }, "box", Box?.Length, "four whole numbers [x,y,w,h]") ?? Outside("share", Share, 0, 100)
        ?? Unless(Kind is not (ObjectLeft or VehicleStopped) || (Thing is not null && Zone is not null),
            Thing is null ? "thing" : "zone", null, $"given, for the kind is {Kind}");
}
