namespace Solutions.Edge.Contracts;

/// <summary>A camera, and what its picture shows.</summary>
public sealed record CameraEntry
{
    /// <summary>Width in pixels of the picture that zones are drawn on. Needed for zones of persons.</summary>
    public int? Width { get; init; }

    /// <summary>Its height, as <see cref="Width"/>.</summary>
    public int? Height { get; init; }

    /// <summary>Parts of the picture that mean something.</summary>
    public IReadOnlyList<ZoneEntry> Zones { get; init => field = value ?? []; } = [];

    /// <summary>Privacy masks: polygons of [x, y] in parts of the picture's width and height, black before anything leaves the capture.</summary>
    public IReadOnlyList<double[][]> Masks { get; init => field = value ?? []; } = [];

    /// <summary>What cannot be, as a sentence with what would be right; null = nothing.</summary>
    public string? FindFault() => Width is < 16 or > 8192 || Height is < 16 or > 8192 || Width is null != Height is null
        ? $"width and height are {Width?.ToString() ?? "not given"} and {Height?.ToString() ?? "not given"}; both must be given, 16 to 8192, or neither"
        : PlaceConfiguration.FindFault(Zones, Masks) ?? Zones.Select(z => z.FindFault(Width, Height)).FirstOrDefault(f => f is not null);
}
