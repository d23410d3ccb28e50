using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Evidence;

/// <summary>Sound clips as they came: sealed bytes in one file each, and beside it the clip's key, wrapped, in another. Nothing here can open them.</summary>
internal sealed class SealedClips(string folder, IDbContextFactory<ControlRoomDb> databases, Captures captures)
{
    /// <summary>Every sound clip that was asked for and is not erased, the first asked for first.</summary>
    public async Task<IReadOnlyList<Capture>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Capture>().AsNoTracking().Where(c => c.Kind == EvidenceRecord.Sound).OrderBy(c => c.AtMs).ThenBy(c => c.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Null: there is none.</summary>
    public async Task<Capture?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Capture>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.Kind == EvidenceRecord.Sound, cancellationToken);
    }

    /// <summary>Its wrapped key; null = it has not come, or is destroyed.</summary>
    public async Task<string?> KeyAsync(string id, CancellationToken cancellationToken)
    {
        var file = KeyFile(folder, id);
        return File.Exists(file) ? await File.ReadAllTextAsync(file, cancellationToken) : null;
    }

    /// <summary>Its sealed bytes; empty = there are none.</summary>
    public async Task<byte[]> BytesAsync(string id, CancellationToken cancellationToken)
    {
        var file = BytesFile(folder, id);
        return File.Exists(file) ? await File.ReadAllBytesAsync(file, cancellationToken) : [];
    }

    /// <summary>Destroys the wrapped key: written over, on the disk, and then deleted. From here on nothing opens the clip.</summary>
    public void DestroyKey(string id)
    {
        var file = new FileInfo(KeyFile(folder, id));
        if (!file.Exists)
            return;
        using (var content = file.OpenWrite())
        {
            content.Write(new byte[file.Length]);
            content.Flush(flushToDisk: true);
        }
        file.Delete();
    }

    /// <summary>Erases the bytes, and that the clip was asked for.</summary>
    public async Task EraseAsync(string id, CancellationToken cancellationToken)
    {
        captures.Forget(id);
        File.Delete(BytesFile(folder, id));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Set<Capture>().Where(c => c.Id == id && c.Kind == EvidenceRecord.Sound).ExecuteDeleteAsync(cancellationToken);
    }

    internal static string BytesFile(string folder, string id) => Path.Combine(folder, "clips", id + ".sound");

    internal static string KeyFile(string folder, string id) => Path.Combine(folder, "clips", id + ".key");

    /// <summary>On disk before the first block is: a block that is there has its key.</summary>
    internal static void WriteKey(string folder, string id, string wrapped)
    {
        using var file = new FileStream(KeyFile(folder, id), FileMode.Create, FileAccess.Write);
        file.Write(System.Text.Encoding.ASCII.GetBytes(wrapped));
        file.Flush(flushToDisk: true);
    }
}
