using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>One file of the spool, named by the offset of its first byte in the whole.</summary>
internal sealed class SpoolSegment : IDisposable
{
    private const string Extension = ".spool";
    private readonly SafeFileHandle handle;

    private SpoolSegment(string file, long start)
    {
        File = file;
        Start = start;
        handle = System.IO.File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        End = start + RandomAccess.GetLength(handle);
    }

    public string File { get; }

    public long Start { get; }

    /// <summary>End of what has been written.</summary>
    public long End { get; private set; }

    public bool IsEmpty => End == Start;

    public static SpoolSegment Create(string folder, long start) =>
        new(Path.Combine(folder, start.ToString("D20", CultureInfo.InvariantCulture) + Extension), start);

    /// <summary>The segments of a folder, oldest first; a file of another name is none.</summary>
    public static IEnumerable<SpoolSegment> OpenAll(string folder) => Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal)
        .Select(file => long.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? new SpoolSegment(file, start) : null)
        .OfType<SpoolSegment>();

    /// <exception cref="IOException">The disk refused; what a failed write left behind is gone before the next.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (RandomAccess.GetLength(handle) > End - Start)
            Cut(End);
        RandomAccess.Write(handle, bytes, End - Start);
        RandomAccess.FlushToDisk(handle);
        End += bytes.Length;
    }

    /// <summary>Forgets everything from <paramref name="end"/> on.</summary>
    public void Cut(long end)
    {
        RandomAccess.SetLength(handle, end - Start);
        RandomAccess.FlushToDisk(handle);
        End = end;
    }

    public int Read(Span<byte> buffer, long position) => RandomAccess.Read(handle, buffer, position - Start);

    /// <summary>Takes it from the folder. A reader may be in it now: to that one it stays readable, and the handle goes when nobody has it any more.</summary>
    public void Delete() => System.IO.File.Delete(File);

    public void Dispose() => handle.Dispose();
}
