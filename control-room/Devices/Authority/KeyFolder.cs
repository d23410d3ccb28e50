using System.Text;

namespace Solutions.Edge.ControlRoom.Devices.Authority;

/// <summary>The folder of the device authority's keys, which only this user reads. A demonstration's is marked, as its data folder is.</summary>
internal static class KeyFolder
{
    private const string Part = "devices", DemonstrationMark = "DEMONSTRATION";

    /// <summary>The authority's part of the key folder, made if need be.</summary>
    /// <exception cref="InvalidOperationException">It cannot be written, or belongs to the other mode.</exception>
    public static string Open(string keys, bool demonstration)
    {
        var folder = Path.Combine(keys, Part);
        try
        {
            var isNew = !Directory.Exists(folder);
            Private(keys);
            Private(folder);
            var mark = Path.Combine(folder, DemonstrationMark);
            if (isNew && demonstration)
                File.WriteAllText(mark, "The keys of a demonstration. Safe to delete together with its data and its agents.\n");
            if (File.Exists(mark) != demonstration)
                throw new InvalidOperationException(demonstration
                    ? $"SOLUTIONS__KEYS '{keys}' holds the keys of a production control room; the demonstration needs a folder of its own."
                    : $"SOLUTIONS__KEYS '{keys}' holds a demonstration's keys; production needs a folder of its own.");
            return folder;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new InvalidOperationException($"SOLUTIONS__KEYS '{keys}' cannot be used: {e.Message}; choose another folder or give it to this user.");
        }
    }

    /// <summary>A file that is there whole or as it was before.</summary>
    /// <param name="path">Where.</param>
    /// <param name="text">Its content.</param>
    /// <param name="isSecret">True: this user alone reads it.</param>
    public static void Write(string path, string text, bool isSecret)
    {
        var writing = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (isSecret && !OperatingSystem.IsWindows())
            writing.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var partial = path + ".part";
        // One that is left from a crash keeps its mode.
        File.Delete(partial);
        using (var file = new FileStream(partial, writing))
        {
            file.Write(Encoding.ASCII.GetBytes(text));
            file.Flush(flushToDisk: true);
        }
        File.Move(partial, path, overwrite: true);
    }

    private static void Private(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else if (!Directory.Exists(folder))
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
