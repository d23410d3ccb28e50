using Microsoft.Extensions.Logging;

namespace Solutions.Edge.Agent.Camera;

/// <summary>What the camera slice logs for an engineer.</summary>
internal static partial class CameraLog
{
    [LoggerMessage(300, LogLevel.Information, "Looking at {Source}")]
    public static partial void Looking(ILogger log, string source);

    [LoggerMessage(301, LogLevel.Warning, "{Source}: after a gap the picture begins anew at {At:O}")]
    public static partial void SegmentBegins(ILogger log, string source, DateTimeOffset at);

    [LoggerMessage(303, LogLevel.Warning,
        "{Source}: its pictures are now {Width} x {Height}; they are brought to the size of the first, {FirstWidth} x {FirstHeight}")]
    public static partial void SizeChanged(ILogger log, string source, int width, int height, int firstWidth, int firstHeight);

    [LoggerMessage(302, LogLevel.Warning, "No picture from {Source}: {Reason}")]
    public static partial void NoPicture(ILogger log, string source, string reason);

    [LoggerMessage(304, LogLevel.Warning, "{Source} stands at a home, where no camera looks: it is not looked at; take it away")]
    public static partial void AtHome(ILogger log, string source);
}
