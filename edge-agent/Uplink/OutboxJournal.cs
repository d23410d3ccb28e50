using Microsoft.Win32.SafeHandles;
using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>
/// What waits in memory, once more in a file: what is left of it when the agent is killed. Written at every record and never flushed, so
/// it belongs on a tmpfs, where it costs the card nothing and survives everything but a power cut. Not thread-safe: the outbox's lock guards it.
/// </summary>
internal sealed class OutboxJournal : IDisposable
{
    private const string FileName = "journal";

    /// <summary>Bytes beyond what waits at which the file is written anew.</summary>
    private const int Slack = 64 * 1024;

    /// <summary>Records of one block when it is written anew: what a flipped bit costs.</summary>
    private const int MostTogether = 50;

    private readonly string file;
    private SafeFileHandle handle;
    private long end;

    private OutboxJournal(string file, SafeFileHandle handle, OutboxBlocks left)
    {
        (this.file, this.handle, Left, end) = (file, handle, left.Records, left.End);
        Damaged = left.Damaged;
    }

    /// <summary>What the agent before this one left behind.</summary>
    public IReadOnlyList<OutboxRecord> Left { get; }

    /// <summary>Places in it that did not read.</summary>
    public int Damaged { get; }

    /// <summary>Why the last write failed; null = it did not.</summary>
    public string? Fault { get; private set; }

    /// <exception cref="ConfigurationException">The folder cannot be written, or another agent uses it.</exception>
    public static OutboxJournal Open(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                // The levels of a home are nobody else's business.
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var file = Path.Combine(folder, FileName);
            // The share is a lock: two agents of one device would number their records alike.
            var handle = File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var bytes = new byte[RandomAccess.GetLength(handle)];
            var read = RandomAccess.Read(handle, bytes, 0);
            var left = OutboxBlock.Read(bytes.AsMemory(0, read));
            RandomAccess.SetLength(handle, left.End);
            return new(file, handle, left);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"the folder '{folder}' (journal) cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Adds a record to what waits. A disk that refuses costs the copy, never the record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="waiting">All that waits, this one included.</param>
    /// <param name="waitingBytes">Its bytes: when the file is much larger, it is written anew.</param>
    public void Add(OutboxRecord record, IEnumerable<OutboxRecord> waiting, long waitingBytes)
    {
        try
        {
            // After a failure the file misses what was added then.
            if (Fault is not null || end > waitingBytes + Slack)
                WriteAnew([.. waiting.Chunk(MostTogether).SelectMany(OutboxBlock.Write)]);
            else
                Write(OutboxBlock.Write([record]));
            Fault = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fault = e.Message;
        }
    }

    public void Dispose() => handle.Dispose();

    private void Write(byte[] block)
    {
        RandomAccess.Write(handle, block, end);
        end += block.Length;
    }

    private void WriteAnew(byte[] block)
    {
        var partial = file + ".part";
        var next = File.OpenHandle(partial, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        try
        {
            RandomAccess.Write(next, block, 0);
            File.Move(partial, file, overwrite: true);
        }
        catch
        {
            next.Dispose();
            throw;
        }
        handle.Dispose();
        (handle, end) = (next, block.Length);
    }
}
