using System.Globalization;
using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>What a zone is for.</summary>
public enum ZoneKind
{
    /// <summary>Where people are looked for.</summary>
    Person,

    /// <summary>A carriageway: a vehicle may stand there for a day.</summary>
    Road,

    /// <summary>Where no vehicle may stop: a fire lane, a junction, a driveway. Drawn within a road or beside it.</summary>
    KeepClear,

    /// <summary>A gate and the ground before it.</summary>
    Gate,

    /// <summary>Where nothing that moves counts: a tree, a flag, a screen.</summary>
    Ignore,
}

/// <summary>Two points of the picture and how far they lie apart: it makes pixels metres.</summary>
/// <param name="From">[x, y] in parts of the picture's width and height.</param>
/// <param name="To">[x, y] of the other point.</param>
/// <param name="Metres">How far they lie apart in the street.</param>
public sealed record ScaleEntry(double[] From, double[] To, double Metres);

/// <summary>A part of a camera's picture that means something.</summary>
public sealed record ZoneEntry
{
    /// <summary>The least pixels a metre at which a person can be detected (BS EN 62676-4: detect, 25 px/m).</summary>
    public const double LeastPixelsPerMetre = 25;

    /// <summary>Its id: what it is called on the wire.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for.</summary>
    public required ZoneKind Kind { get; init; }

    /// <summary>3 to 64 corners, [x, y] in parts of the picture's width and height, 0 to 1 from the upper left.</summary>
    public required double[][] Polygon { get; init; }

    /// <summary>How large things are here. A zone of persons must have one.</summary>
    public ScaleEntry? Scale { get; init; }

    /// <summary>The council camera that sees this zone best; null = the site's. It is not sent to devices.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CouncilCamera? CallUp { get; init; }

    /// <summary>Pixels a metre in a picture of this size; null = no scale is given.</summary>
    public double? PixelsPerMetre(int width, int height) => Scale is { } scale
        ? Math.Sqrt(Square((scale.To[0] - scale.From[0]) * width) + Square((scale.To[1] - scale.From[1]) * height)) / scale.Metres : null;

    /// <summary>What cannot be whatever the picture's size is, as a sentence with what would be right; null = nothing.</summary>
    public string? FindFault()
    {
        if (!Ids.IsValid(Id))
            return $"zone '{Id}': its id must be 1 to 64 letters, digits, - or _";
        if (FindFault(Polygon) is { } wrong)
            return $"zone '{Id}': {wrong}";
        if (Scale is { } scale && !(IsPoint(scale.From) && IsPoint(scale.To) && scale.Metres > 0 && !scale.From.SequenceEqual(scale.To)))
            return $"zone '{Id}': its scale must be two different points [x, y], each number 0 to 1, and more than 0 metres between them";
        return Kind == ZoneKind.Person && Scale is null ? $"zone '{Id}' is for persons; it needs a scale, so that its pixels a metre are known" : null;
    }

    /// <summary>What cannot be in a picture of this size, as a sentence with what would be right; null = nothing.</summary>
    /// <param name="width">The picture's width in pixels; null = not known.</param>
    /// <param name="height">Its height.</param>
    public string? FindFault(int? width, int? height)
    {
        if (FindFault() is var fault && (fault is not null || Kind != ZoneKind.Person))
            return fault;
        if (width is not { } w || height is not { } h)
            return $"zone '{Id}' is for persons; it needs the camera's width and height, so that its pixels a metre are known";
        return PixelsPerMetre(w, h) is { } sharp && sharp < LeastPixelsPerMetre
            ? string.Create(CultureInfo.InvariantCulture,
                $"zone '{Id}' is for persons and has {sharp:0.#} pixels a metre; "
                    + $"it must have at least {LeastPixelsPerMetre} (BS EN 62676-4), so move the camera nearer or take larger pictures")
            : null;
    }

    /// <summary>What is wrong with a polygon.</summary>
    internal static string? FindFault(double[][] polygon)
    {
        if (polygon.Length is < 3 or > 64)
            return $"its polygon has {polygon.Length} corners; it must have 3 to 64";
        if (Array.FindIndex(polygon, p => !IsPoint(p)) is >= 0 and var bad)
            return FormattableString.Invariant($"its polygon has the corner [{string.Join(", ", polygon[bad] ?? [])}]; it must be [x, y], each number 0 to 1");
        return Area(polygon) > 0 ? null : "its polygon has no area; its corners must not lie on one line";
    }

    private static bool IsPoint(double[] point) => point is [>= 0 and <= 1, >= 0 and <= 1];

    /// <summary>By the shoelace formula, in parts of the picture.</summary>
    private static double Area(double[][] polygon) =>
        Math.Abs(polygon.Select((p, n) => polygon[(n + 1) % polygon.Length] is var q ? p[0] * q[1] - q[0] * p[1] : 0).Sum()) / 2;

    private static double Square(double x) => x * x;
}
