using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Access;

[UnsupportedOSPlatform("windows")]
public sealed class KeyFolderTests : IDisposable
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryFolder folder = new();

    private string Keys => Path.Combine(folder.Path, "keys");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Whichever_part_is_made_first_the_folder_above_it_is_this_users_alone_too()
    {
        new ServiceCollection().AddAccess(folder.Path, Keys, false, new());
        Assert.Equal(Own, File.GetUnixFileMode(Keys));
        Assert.Equal(Own, File.GetUnixFileMode(Path.Combine(Keys, "web")));
    }

    [Fact]
    public void A_folder_that_others_can_read_is_shut_to_them()
    {
        Directory.CreateDirectory(Path.Combine(Keys, "devices"), Own | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(Keys, Own | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        KeyFolder.Part(Keys, "devices", demonstration: false);
        Assert.Equal(Own, File.GetUnixFileMode(Keys));
        Assert.Equal(Own, File.GetUnixFileMode(Path.Combine(Keys, "devices")));
    }

    [Fact]
    public void A_file_in_its_place_is_named()
    {
        File.WriteAllText(Keys, "");
        var fault = Assert.Throws<InvalidOperationException>(() => KeyFolder.Part(Keys, "web"));
        Assert.Contains($"SOLUTIONS__KEYS '{Keys}' cannot be used", fault.Message, StringComparison.Ordinal);
    }
}
