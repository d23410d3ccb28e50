using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary>
/// How the commands of this machine sign in at the running control room: by a secret of this run in a file of the data folder that only its user
/// reads. What that user can do to the folder it may do by command.
/// </summary>
internal sealed class CommandKey
{
    public const string DefaultDataFolder = "/var/lib/solutions-control-room";

    private const string FileName = "command.key";
    private readonly string key;

    /// <summary>Makes the secret of this run.</summary>
    public CommandKey(string dataFolder)
    {
        key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var path = Path.Combine(dataFolder, FileName);
        File.Delete(path);
        var writing = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            writing.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(path, writing);
        file.Write(key);
    }

    /// <summary>As the running control room left it; null = there is none, or this user may not read it.</summary>
    public static string? Read(string dataFolder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(dataFolder, FileName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public bool Is(string given) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(key));
}
