namespace Solutions.Edge.ControlRoom.Sites;

/// <summary>A device at a site for a time.</summary>
/// <param name="Site">The site's id.</param>
/// <param name="FromMs">Unix ms; 0 = as long as is known.</param>
/// <param name="UntilMs">Unix ms; null = it is there now.</param>
internal sealed record Stay(string Site, long FromMs, long? UntilMs);
