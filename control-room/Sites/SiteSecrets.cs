using System.Text.RegularExpressions;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Sites;

/// <summary>A camera's user name and password are its device's: the control room needs neither, so it neither stores them nor gives them away.</summary>
internal static partial class SiteSecrets
{
    public static SiteEntry Without(SiteEntry site) => site with { Devices = [.. site.Devices.Select(Without)] };

    private static DeviceEntry Without(DeviceEntry device) => device.Camera is not { } camera ? device : device with
    {
        Camera = camera with { Address = Without(camera.Address), Path = Without(camera.Path), Command = camera.Command?.Select(a => Without(a)!).ToList() },
    };

    /// <summary>Up to the last @: a password may hold one, or a slash.</summary>
    private static string? Without(string? text) => text is null ? null : UserInfo().Replace(text, "://");

    [GeneratedRegex(@"://\S*@")]
    private static partial Regex UserInfo();
}
