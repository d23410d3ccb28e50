namespace Solutions.Edge.ControlRoom.Sites;

internal static partial class SitesLog
{
    [LoggerMessage(700, LogLevel.Information, "Catalogue version {Version} is in force: {Sites} sites with {Devices} devices")]
    public static partial void Changed(ILogger log, long version, int sites, int devices);

    [LoggerMessage(702, LogLevel.Warning, "Of the sites file was {Remark}")]
    public static partial void Remark(ILogger log, string remark);

    [LoggerMessage(701, LogLevel.Information,
        "SOLUTIONS__SITES is not the file that filled the catalogue, and is not read: version {Version} is in force. `sites import FILE` changes it")]
    public static partial void FileIsNotRead(ILogger log, long version);
}
