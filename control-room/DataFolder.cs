namespace Solutions.Edge.ControlRoom;

/// <summary>The data folder, and the mark that keeps demonstration and production apart.</summary>
internal static class DataFolder
{
    private const string DemonstrationMark = "DEMONSTRATION", Lock = "lock";

    /// <summary>Makes the folder if need be and holds it for this process alone; release by disposing.</summary>
    /// <exception cref="InvalidOperationException">It cannot be written, belongs to the other mode, or another process has it.</exception>
    public static IDisposable Open(string folder, bool demonstration)
    {
        try
        {
            if (new[] { DemonstrationMark, Lock }.Select(f => Path.Combine(folder, f)).FirstOrDefault(Directory.Exists) is { } inTheWay)
                throw new InvalidOperationException($"{inTheWay} is a folder where the control room keeps a file; move it away.");
            var isNew = !Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any();
            // What a new one holds (accounts, levels of homes) is for this user alone.
            if (OperatingSystem.IsWindows() || Directory.Exists(folder))
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var mark = Path.Combine(folder, DemonstrationMark);
            if (isNew && demonstration)
                File.WriteAllText(mark, "The data of a demonstration: simulated sites. Safe to delete.\n");
            if (File.Exists(mark) != demonstration)
                throw new InvalidOperationException(demonstration
                    ? $"SOLUTIONS__DATA '{folder}' holds production data; the demonstration needs a folder of its own."
                    : $"SOLUTIONS__DATA '{folder}' holds a demonstration's data; production needs a folder of its own.");
            return new FileStream(Path.Combine(folder, Lock), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"SOLUTIONS__DATA '{folder}' cannot be written by this user; choose another folder or give it to this user.");
        }
        catch (IOException e)
        {
            throw new InvalidOperationException($"SOLUTIONS__DATA '{folder}' cannot be used: {e.Message} (is another control room running on it?)");
        }
    }
}
