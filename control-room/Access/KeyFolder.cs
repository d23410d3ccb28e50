using System.Text;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary>The folder of the keys, with a part for each kind, which only this user reads. A demonstration's parts are marked, as its data folder is.</summary>
internal static class KeyFolder
{
    private const string DemonstrationMark = "DEMONSTRATION";
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>A part of the key folder, made if need be.</summary>
    /// <exception cref="InvalidOperationException">It cannot be written, or others could read it and this user cannot change that.</exception>
    public static string Part(string keys, string part)
    {
        var folder = Path.Combine(keys, part);
        try
        {
            // One by one: what lies above a folder that is made gets the mode of the process.
            Private(keys);
            Private(folder);
            return folder;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw Unusable(keys, e);
        }
    }

    /// <summary>The same of keys that a demonstration and production must not share.</summary>
    /// <exception cref="InvalidOperationException">It cannot be written, or belongs to the other mode.</exception>
    public static string Part(string keys, string part, bool demonstration)
    {
        var isNew = !Directory.Exists(Path.Combine(keys, part));
        var folder = Part(keys, part);
        try
        {
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
            throw Unusable(keys, e);
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

    private static InvalidOperationException Unusable(string keys, Exception e) =>
        new($"SOLUTIONS__KEYS '{keys}' cannot be used: {e.Message}; choose another folder or give it to this user.");

    private static void Private(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else if (!Directory.Exists(folder))
            Directory.CreateDirectory(folder, Own);
        else if ((File.GetUnixFileMode(folder) & ~Own) != UnixFileMode.None)
            File.SetUnixFileMode(folder, Own);
    }
}
