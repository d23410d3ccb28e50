using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.ControlRoom.Live;

namespace Solutions.Edge.ControlRoom.Evidence;

/// <summary>What became of a block that a device sent.</summary>
internal enum BlockResult
{
    Stored,
    NotExpected,
    WrongDigest,
    WrongLength,
    OutOfTurn,
    TooLong,
    WrongKind,
}

/// <summary>How much of a capture is on disk.</summary>
internal sealed record Arrival(string File, long Bytes, bool Complete);

/// <summary>Stills and clips: what was asked for and the digests of what has arrived in the database, the bytes in one file each.</summary>
internal sealed class Captures(string folder, IDbContextFactory<ControlRoomDb> databases, Feed feed, TimeProvider time)
{
    /// <summary>A 320-pixel JPEG has about 15,000 bytes, a clip of half a minute at ten a second about 5 MB.</summary>
    private const int MostStillBlocks = 16, MostClipBlocks = ClipFile.MaxBytes / EvidenceRecord.BlockBytes;

    private readonly ConcurrentDictionary<string, Arrival> arrivals = Load(folder, databases);
    private readonly ConcurrentDictionary<string, CaptureFacts> facts = Known(databases);
    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>How much has arrived; null = nothing.</summary>
    public Arrival? Find(string? id) => id is null ? null : arrivals.GetValueOrDefault(id);

    /// <summary>What is known of it beside its bytes; null = it was not asked for.</summary>
    public CaptureFacts? Facts(string? id) => id is null ? null : facts.GetValueOrDefault(id);

    /// <summary>Notes what is asked for: only such is taken.</summary>
    /// <returns>False: some of it is here already, so it need not be asked for again.</returns>
    public async Task<bool> ExpectAsync(string id, string kind, string device, string site, long atMs, string why)
    {
        await using var db = await databases.CreateDbContextAsync();
        if (await db.Set<Capture>().AnyAsync(c => c.Id == id))
            return !arrivals.ContainsKey(id);
        var capture = new Capture { Id = id, Kind = kind, Device = device, Site = site, AtMs = atMs, Why = why };
        db.Add(capture);
        await db.SaveChangesAsync();
        facts[id] = CaptureFacts.Of(capture);
        return true;
    }

    /// <summary>Takes a block from its device: on disk when this returns <see cref="BlockResult.Stored"/>. Sent twice, it is stored once.</summary>
    /// <param name="id">The capture.</param>
    /// <param name="device">The device that sends it.</param>
    /// <param name="number">The block, from 0; they come in order.</param>
    /// <param name="last">True: the capture ends with it.</param>
    /// <param name="bytes">The block, <see cref="EvidenceRecord.BlockBytes"/> long unless it is the last.</param>
    /// <param name="sha256">What the device hashed, lower-case hexadecimal.</param>
    /// <param name="taken">Of a still, when the device states it was taken; null = it does not state it.</param>
    /// <param name="wrappedKey">Of a sound clip's first block, the clip's key; null = it came with none.</param>
    public async Task<BlockResult> TakeAsync(string id, string device, int number, bool last, byte[] bytes, string sha256, DateTimeOffset? taken = null,
        string? wrappedKey = null)
    {
        var gate = GateOf(id);
        await gate.WaitAsync();
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            if (await db.Set<Capture>().SingleOrDefaultAsync(c => c.Id == id && c.Device == device) is not { } capture)
                return BlockResult.NotExpected;
            if (number < capture.Sha256.Count && capture.Sha256[number] == sha256)
                return BlockResult.Stored;
            if (Check(capture, number, last, bytes, sha256, wrappedKey) is { } refusal)
                return refusal;
            var file = FileOf(folder, capture);
            if (!Holds(new(file), number))
                return BlockResult.OutOfTurn;
            if (capture.Kind == EvidenceRecord.Sound && number == 0)
                SealedClips.WriteKey(folder, id, wrappedKey!);
            var end = await WriteAsync(file, (long)number * EvidenceRecord.BlockBytes, bytes);
            capture.Sha256 = [.. capture.Sha256, sha256];
            capture.ArrivedMs = last ? time.GetUtcNow().ToUnixTimeMilliseconds() : null;
            // The device's record decides; until it comes a clip's first frame states its time.
            capture.TakenMs ??= capture.Kind != EvidenceRecord.Clip ? taken?.ToUnixTimeMilliseconds() : number == 0 ? FirstFrameMs(bytes) : null;
            await CheckAsync(capture, file);
            await db.SaveChangesAsync();
            facts[id] = CaptureFacts.Of(capture);
            arrivals[id] = new(file, end, last);
            if (capture.Kind == EvidenceRecord.Clip)
                feed.Publish(new ClipGrew(id, last));
            else if (last && capture.Kind == EvidenceRecord.Still)
                feed.Publish(new StillArrived(id));
            return BlockResult.Stored;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Takes what a device states of a capture, as often as it states it.</summary>
    /// <returns>What is known of it now; null = it was not asked of this device, or is erased.</returns>
    public async Task<CaptureFacts?> ReportAsync(string device, EvidenceRecord said, CancellationToken cancellationToken)
    {
        var gate = GateOf(said.Id);
        await gate.WaitAsync(cancellationToken);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            if (await db.Set<Capture>().SingleOrDefaultAsync(c => c.Id == said.Id && c.Device == device, cancellationToken) is not { } capture)
                return null;
            if (said.Bytes > 0)
                (capture.TakenMs, capture.Span) = (said.T.ToUnixTimeMilliseconds(), said.Span);
            capture.NearestMs = said.Nearest?.ToUnixTimeMilliseconds();
            capture.Clock = JsonNamingPolicy.KebabCaseLower.ConvertName(said.Tq.ToString());
            (capture.SaidBytes, capture.SaidSha256) = (said.Bytes, [.. said.Sha256]);
            await CheckAsync(capture, FileOf(folder, capture));
            await db.SaveChangesAsync(cancellationToken);
            var known = facts[said.Id] = CaptureFacts.Of(capture);
            feed.Publish(new CaptureSaid(said.Id));
            return known;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>What is known of a capture that is being erased is known no more.</summary>
    public void Forget(string id)
    {
        arrivals.TryRemove(id, out _);
        facts.TryRemove(id, out _);
    }

    /// <summary>Erases the stills and clips that were asked for before an instant, come or not. Sound goes by the rules of its case.</summary>
    /// <returns>How many captures.</returns>
    public async Task<int> EraseAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var beforeMs = before.ToUnixTimeMilliseconds();
        var old = await db.Set<Capture>().Where(c => c.AtMs < beforeMs && c.Kind != EvidenceRecord.Sound).ToListAsync(cancellationToken);
        foreach (var capture in old)
        {
            Forget(capture.Id);
            // The row goes last: what is killed in between is erased the next time.
            File.Delete(FileOf(folder, capture));
        }
        db.RemoveRange(old);
        await db.SaveChangesAsync(cancellationToken);
        return old.Count;
    }

    private static BlockResult? Check(Capture capture, int number, bool last, byte[] bytes, string sha256, string? wrappedKey)
    {
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != sha256)
            return BlockResult.WrongDigest;
        if (number != capture.Sha256.Count || capture.ArrivedMs is not null)
            return BlockResult.OutOfTurn;
        if (!last && bytes.Length != EvidenceRecord.BlockBytes)
            return BlockResult.WrongLength;
        if (number >= (capture.Kind == EvidenceRecord.Still ? MostStillBlocks : MostClipBlocks))
            return BlockResult.TooLong;
        return number > 0 || capture.Kind switch
        {
            EvidenceRecord.Sound => wrappedKey is not null,
            EvidenceRecord.Clip => bytes.AsSpan().StartsWith(ClipFile.Signature),
            _ => bytes is [0xFF, 0xD8, ..],
        } ? null : BlockResult.WrongKind;
    }

    /// <summary>Compares what is on disk, not what was noted of it, with what the device states it sent.</summary>
    private static async Task CheckAsync(Capture capture, string file)
    {
        if (capture.SaidBytes is not { } bytes)
            return;
        if (bytes == 0 && capture.Sha256.Count == 0)
        {
            capture.Check = CaptureCheck.None;
            return;
        }
        // Bytes of which the device states that there are none differ at once; what is still arriving is not judged.
        if (capture.ArrivedMs is null && bytes > 0)
            return;
        var stored = new List<string>();
        if (File.Exists(file))
        {
            await using var content = File.OpenRead(file);
            var block = new byte[EvidenceRecord.BlockBytes];
            for (int read; (read = await content.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false)) > 0;)
                stored.Add(Convert.ToHexStringLower(SHA256.HashData(block.AsSpan(0, read))));
        }
        capture.Check = stored.SequenceEqual(capture.SaidSha256, StringComparer.OrdinalIgnoreCase) && new FileInfo(file).Length == bytes
            ? CaptureCheck.Intact : CaptureCheck.Differs;
    }

    /// <returns>Null for what is no time of a record.</returns>
    private static long? FirstFrameMs(byte[] block) =>
        block.Length >= ClipFile.Signature.Length + sizeof(long) && BinaryPrimitives.ReadInt64BigEndian(block.AsSpan(ClipFile.Signature.Length)) is var ms
        && ms >= 0 && ms < QueryValue.End.ToUnixTimeMilliseconds() ? ms : null;

    private SemaphoreSlim GateOf(string id) => gates[(uint)id.GetHashCode(StringComparison.Ordinal) % gates.Length];

    private static async Task<long> WriteAsync(string file, long at, byte[] bytes)
    {
        using var handle = File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        await RandomAccess.WriteAsync(handle, bytes, at);
        RandomAccess.SetLength(handle, at + bytes.Length);
        RandomAccess.FlushToDisk(handle);
        return at + bytes.Length;
    }

    private static string FileOf(string folder, Capture capture) => capture.Kind switch
    {
        EvidenceRecord.Sound => SealedClips.BytesFile(folder, capture.Id),
        EvidenceRecord.Clip => Path.Combine(folder, "clips", capture.Id + ".clip"),
        _ => Path.Combine(folder, "stills", capture.Id + ".jpg"),
    };

    /// <summary>False: the blocks before lie in the folder of another control room, which took them.</summary>
    private static bool Holds(FileInfo file, int blocks) => (file.Exists ? file.Length : 0) >= (long)blocks * EvidenceRecord.BlockBytes;

    private static ConcurrentDictionary<string, CaptureFacts> Known(IDbContextFactory<ControlRoomDb> databases)
    {
        using var db = databases.CreateDbContext();
        return new(db.Set<Capture>().AsNoTracking().AsEnumerable().Select(c => KeyValuePair.Create(c.Id, CaptureFacts.Of(c))));
    }

    /// <summary>What is on disk at the start. A file may be longer than its row states: a block whose row was not written in time; it is sent again.</summary>
    private static ConcurrentDictionary<string, Arrival> Load(string folder, IDbContextFactory<ControlRoomDb> databases)
    {
        Directory.CreateDirectory(Path.Combine(folder, "stills"));
        Directory.CreateDirectory(Path.Combine(folder, "clips"));
        using var db = databases.CreateDbContext();
        return new(from capture in db.Set<Capture>().AsNoTracking().ToList()
                   let file = new FileInfo(FileOf(folder, capture))
                   where capture.Sha256.Count > 0 && file.Exists && Holds(file, capture.ArrivedMs is null ? capture.Sha256.Count : capture.Sha256.Count - 1)
                   let bytes = capture.ArrivedMs is null ? capture.Sha256.Count * (long)EvidenceRecord.BlockBytes : file.Length
                   select KeyValuePair.Create(capture.Id, new Arrival(file.FullName, bytes, capture.ArrivedMs is not null)));
    }
}
