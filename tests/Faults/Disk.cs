using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Faults;

/// <summary>Small disks of a fault's own, mounted at a folder.</summary>
internal static partial class Disk
{
    /// <summary>EXT4_IOC_SHUTDOWN, and its flag "the journal is not flushed": from then on nothing reaches the disk, as at a power cut.</summary>
    private const uint Shutdown = 0x8004587D, WithoutLog = 2;

    private static readonly Lazy<string?> MountObstacle = new(TryMount);

    /// <summary>Why nothing can be mounted here; null = it can.</summary>
    public static string? Obstacle => MountObstacle.Value;

    /// <summary>A disk in memory of so many MB.</summary>
    public static void MountMemory(string folder, int megabytes)
    {
        Directory.CreateDirectory(folder);
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder);
    }

    /// <summary>An ext4 file system in a file beside the folder.</summary>
    public static void MountImage(string folder, int megabytes)
    {
        Directory.CreateDirectory(folder);
        using (var image = File.Create(folder + ".img"))
            image.SetLength(megabytes * 1024L * 1024);
        Run("mkfs.ext4", "-q", "-F", folder + ".img");
        MountImageAgain(folder);
    }

    /// <summary>After a power cut: the file system replays its journal.</summary>
    public static void MountImageAgain(string folder) => Run("mount", "-o", "loop", folder + ".img", folder);

    /// <summary>From now on nothing reaches the disk, and every write gets an error.</summary>
    public static void CutPower(string folder)
    {
        var file = Open(folder, 0);
        var flag = WithoutLog;
        if (Ioctl(file, Shutdown, ref flag) != 0)
            throw new InvalidOperationException($"the file system of {folder} cannot be shut down: errno {Marshal.GetLastPInvokeError()}");
        _ = Close(file);
    }

    /// <summary>Bytes that the block device below has been written since it was mounted, once all that waits has been.</summary>
    public static long BytesWritten(string folder)
    {
        const int SectorBytes = 512, SectorsWritten = 6;
        Run("sync", "-f", folder);
        var device = File.ReadLines("/proc/mounts").Select(l => l.Split(' ')).Last(m => m[1] == folder)[0];
        var counts = File.ReadAllText($"/sys/block/{Path.GetFileName(device)}/stat").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return SectorBytes * long.Parse(counts[SectorsWritten], CultureInfo.InvariantCulture);
    }

    /// <summary>Takes all the room that is left; the file to delete to give it back.</summary>
    public static string Fill(string folder)
    {
        var path = Path.Combine(folder, "filler");
        using var file = File.Create(path, 1);
        for (var piece = new byte[64 * 1024]; piece.Length > 0;)
        {
            try
            {
                file.Write(piece);
            }
            catch (IOException)
            {
                // Down to the last byte.
                piece = new byte[piece.Length / 2];
            }
        }
        return path;
    }

    /// <summary>Does nothing where nothing is mounted.</summary>
    public static void Unmount(string folder)
    {
        if (File.ReadLines("/proc/mounts").Any(l => l.Split(' ')[1] == folder))
            Run("umount", folder);
    }

    private static string? TryMount()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return "mounting a disk needs root";
        using var folder = new TemporaryFolder();
        var disk = Path.Combine(folder.Path, "disk");
        try
        {
            MountImage(disk, 8);
            Unmount(disk);
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return e.Message;
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {error.Trim()}");
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Ioctl(int file, nuint request, ref uint argument);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
