namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>What an alert is about: a device, a zone of its camera, or a site as a whole.</summary>
/// <param name="Id">The device's id, or the site's.</param>
/// <param name="Zone">The zone's id; null = all of it.</param>
internal readonly record struct Source(string Id, string? Zone = null)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static Source Parse(string text) => text.IndexOf('/') is var slash and > 0 ? new(text[..slash], text[(slash + 1)..]) : new(text);

    /// <summary>As it is stored: an id, or device/zone.</summary>
    public override string ToString() => Zone is null ? Id : $"{Id}/{Zone}";
}
