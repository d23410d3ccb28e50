namespace Solutions.Edge.Agent.Uplink;

/// <summary>A small file that is there whole or as it was before, whatever happens meanwhile.</summary>
internal static class WholeFile
{
    /// <exception cref="IOException">The disk refused.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        // Renamed into place, and the name flushed too: a power cut leaves the new content or the old, never half of one.
        var partial = path + ".part";
        using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        File.Move(partial, path, overwrite: true);
        FolderOnDisk.Flush(Path.GetDirectoryName(path)!);
    }
}
