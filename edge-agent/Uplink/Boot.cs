using System.Globalization;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>One run of the agent: records are numbered anew in each. The counter survives on the disk, so that runs can be put in order.</summary>
/// <param name="Id">128 random bits, 32 hexadecimal digits.</param>
/// <param name="Number">From 1, one more at every start.</param>
internal sealed record Boot(string Id, long Number)
{
    private const string FileName = "boot-number";

    /// <summary>Counts the start in <paramref name="stateFolder"/>.</summary>
    /// <exception cref="UplinkException">The folder cannot be written, or does not hold a number where one should be.</exception>
    public static Boot Begin(string stateFolder)
    {
        var path = Path.Combine(stateFolder, FileName);
        try
        {
            Directory.CreateDirectory(stateFolder);
            var text = File.Exists(path) ? File.ReadAllText(path).Trim() : "0";
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
                throw new UplinkException(
                    $"{path} holds '{text}'; it must hold the number of the last start. If it is lost for good, delete the file: counting begins at 1.");
            Write(path, last + 1);
            return new(Ids.New(), last + 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UplinkException($"--state '{stateFolder}' cannot be written: {e.Message}", e);
        }
    }

    private static void Write(string path, long number)
    {
        // Renamed into place, and the name flushed too: a power cut leaves the new number, never half of one, nor the old one for a second boot.
        var partial = path + ".part";
        using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
            stream.Flush(flushToDisk: true);
        }
        File.Move(partial, path, overwrite: true);
        FolderOnDisk.Flush(Path.GetDirectoryName(path)!);
    }
}

/// <summary>The way to the control room cannot be set up; <see cref="Exception.Message"/> states why in a sentence.</summary>
internal sealed class UplinkException(string message, Exception? inner = null) : Exception(message, inner);
