using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Live;

namespace Solutions.Edge.ControlRoom.Evidence;

/// <summary>A still that was asked of a device. Instants are Unix ms.</summary>
internal sealed class Still
{
    public required string Id { get; init; }

    public required string Device { get; init; }

    public required string Site { get; init; }

    /// <summary>The instant asked for.</summary>
    public long AtMs { get; init; }

    public required string Why { get; init; }

    /// <summary>When its bytes were stored; null = not yet.</summary>
    public long? ArrivedMs { get; set; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal; null = not yet arrived.</summary>
    public string? Sha256 { get; set; }
}

internal sealed class EvidenceModel : IModelPart
{
    public void Configure(ModelBuilder model) => model.Entity<Still>().ToTable("stills").HasKey(s => s.Id);
}

/// <summary>A still's bytes are on disk; screens may show it.</summary>
internal sealed record StillArrived(string Id);

/// <summary>What became of bytes that a device sent.</summary>
internal enum StillResult
{
    Stored,
    NotExpected,
    WrongDigest,
    NoJpeg,
}

/// <summary>The stills: what was asked for in the database, the bytes as files in one folder.</summary>
internal sealed class Stills(string folder, IDbContextFactory<ControlRoomDb> databases, Feed feed, TimeProvider time)
{
    /// <summary>Longest still accepted, in bytes: a 320-pixel JPEG has about 15,000.</summary>
    public const int MaxBytes = 1024 * 1024;

    private readonly ConcurrentDictionary<string, bool> arrived = new(
        Directory.CreateDirectory(folder).EnumerateFiles("*.jpg").Select(f => KeyValuePair.Create(Path.GetFileNameWithoutExtension(f.Name), true)));

    public bool Has(string? id) => id is not null && arrived.ContainsKey(id);

    /// <summary>The file of a still that has arrived; null = it has not.</summary>
    public string? FileOf(string id) => Has(id) ? PathOf(id) : null;

    /// <summary>Notes that a still was asked for: only such are taken.</summary>
    public async Task ExpectAsync(string id, string device, string site, long atMs, string why)
    {
        await using var db = await databases.CreateDbContextAsync();
        if (await db.Set<Still>().AnyAsync(s => s.Id == id))
            return;
        db.Add(new Still { Id = id, Device = device, Site = site, AtMs = atMs, Why = why });
        await db.SaveChangesAsync();
    }

    /// <summary>Takes a still's bytes from its device. Sent twice, it is stored once.</summary>
    public async Task<StillResult> TakeAsync(string id, string device, byte[] jpeg, string sha256)
    {
        await using var db = await databases.CreateDbContextAsync();
        if (await db.Set<Still>().SingleOrDefaultAsync(s => s.Id == id && s.Device == device) is not { } still)
            return StillResult.NotExpected;
        if (!Convert.ToHexStringLower(SHA256.HashData(jpeg)).Equals(sha256, StringComparison.OrdinalIgnoreCase))
            return StillResult.WrongDigest;
        if (jpeg is not [0xFF, 0xD8, .., 0xFF, 0xD9])
            return StillResult.NoJpeg;
        if (still.ArrivedMs is null)
        {
            await WriteAsync(PathOf(id), jpeg);
            (still.ArrivedMs, still.Sha256) = (time.GetUtcNow().ToUnixTimeMilliseconds(), sha256);
            await db.SaveChangesAsync();
        }
        arrived[id] = true;
        feed.Publish(new StillArrived(id));
        return StillResult.Stored;
    }

    private string PathOf(string id) => Path.Combine(folder, id + ".jpg");

    private static async Task WriteAsync(string file, byte[] bytes)
    {
        var partial = file + ".part";
        await using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write))
        {
            await stream.WriteAsync(bytes);
            stream.Flush(flushToDisk: true);
        }
        File.Move(partial, file, overwrite: true);
    }
}
