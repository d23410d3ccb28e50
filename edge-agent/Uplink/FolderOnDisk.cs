using System.Runtime.InteropServices;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>A file's flush does not bring its new name to the disk: its folder's does.</summary>
internal static partial class FolderOnDisk
{
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var file = Open(folder, 0);
        var done = file >= 0 && Synchronise(file) == 0;
        var error = Marshal.GetLastPInvokeError();
        if (file >= 0)
            _ = Close(file);
        if (!done)
            throw new IOException($"the folder {folder} cannot be flushed: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronise(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
