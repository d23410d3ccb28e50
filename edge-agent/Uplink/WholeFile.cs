namespace Solutions.Edge.Agent.Uplink;

/// <summary>A small file that is there whole or as it was before, whatever happens meanwhile.</summary>
internal static class WholeFile
{
    /// <param name="path">Where.</param>
    /// <param name="content">All of it.</param>
    /// <param name="isSecret">True: this user alone reads it.</param>
    /// <exception cref="IOException">The disk refused.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, bool isSecret = false)
    {
        // Renamed into place, and the name flushed too: a power cut leaves the new content or the old, never half of one.
        var partial = path + ".part";
        var writing = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (isSecret && !OperatingSystem.IsWindows())
            writing.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(partial, writing))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        File.Move(partial, path, overwrite: true);
        FolderOnDisk.Flush(Path.GetDirectoryName(path)!);
    }
}
