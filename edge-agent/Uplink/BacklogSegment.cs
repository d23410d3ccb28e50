using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>
/// One file of the backlog. While it grows it is called <c>NUMBER.open</c>; closed, its name states how many records it holds, so that a
/// start need not read it: <c>NUMBER-COUNT.closed</c>. Not thread-safe.
/// </summary>
internal sealed class BacklogSegment
{
    private const string Open = ".open", Closed = ".closed";

    private string file;
    private SafeFileHandle? handle;

    private BacklogSegment(string file) => this.file = file;

    public string File => file;

    public long Number { get; private init; }

    public long Count { get; private set; }

    public long Bytes { get; private set; }

    public static BacklogSegment Create(string folder, long number) =>
        new(Path.Combine(folder, number.ToString("D12", CultureInfo.InvariantCulture) + Open)) { Number = number };

    /// <summary>The segments of a folder, oldest first. One that an agent was killed over is read to be counted.</summary>
    public static IReadOnlyList<BacklogSegment> All(string folder) => [.. Directory.EnumerateFiles(folder)
        .Where(f => Path.GetExtension(f) is Open or Closed).Order(StringComparer.Ordinal).Select(Found).OfType<BacklogSegment>()];

    /// <summary>Writes a block and flushes it.</summary>
    /// <exception cref="IOException">The disk refused; what the failed write left behind is gone before the next.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public void Append(byte[] block, int records)
    {
        handle ??= System.IO.File.OpenHandle(file, FileMode.Create, FileAccess.Write, FileShare.Read);
        if (RandomAccess.GetLength(handle) > Bytes)
            RandomAccess.SetLength(handle, Bytes);
        RandomAccess.Write(handle, block, Bytes);
        RandomAccess.FlushToDisk(handle);
        Bytes += block.Length;
        Count += records;
    }

    /// <summary>No more is added.</summary>
    public void Close()
    {
        if (handle is null)
            return;
        handle.Dispose();
        handle = null;
        var closed = Path.ChangeExtension(file, null) + FormattableString.Invariant($"-{Count}") + Closed;
        try
        {
            System.IO.File.Move(file, closed);
            file = closed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its name only saves the next start a reading.
        }
    }

    /// <summary>What it holds; null = the disk does not give it back.</summary>
    public OutboxBlocks? Read()
    {
        try
        {
            return OutboxBlock.Read(System.IO.File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Delete()
    {
        handle?.Dispose();
        handle = null;
        try
        {
            System.IO.File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is sent once more after the next start, and the control room keeps it once.
        }
    }

    private static BacklogSegment? Found(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file).Split('-');
        if (!long.TryParse(name[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        var segment = new BacklogSegment(file) { Number = number, Bytes = new FileInfo(file).Length };
        segment.Count = name.Length == 2 && long.TryParse(name[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : segment.Read()?.Records.Count ?? 0;
        return segment;
    }
}
