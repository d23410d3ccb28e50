using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Backup;

/// <summary>Where an installation keeps what is backed up.</summary>
internal sealed record InstalledFolders(string Data, string Keys);

/// <summary>Writes all that the running control room keeps as one sealed file.</summary>
/// <remarks>The databases first, each of one moment, then the spool's ledger, then the spool: what refers to a place in the spool is older than its
/// copy, so that nothing is judged or stored twice or passed over.</remarks>
internal sealed class BackupWriter(InstalledFolders folders, IDbContextFactory<ControlRoomDb> databases, IReadingStore readings, TimeProvider time)
    : IDisposable
{
    private const string Spool = "spool", Readings = "readings", Staging = "backup-now";

    /// <summary>Of this run alone, made anew by each start, or copied in another way.</summary>
    private static readonly string[] LeftOut =
        ["lock", "command.key", "control-room.db", "control-room.db-wal", "control-room.db-shm", "backup", Readings, Spool, Staging];

    private readonly SemaphoreSlim one = new(1);

    /// <summary>Why no backup can be made with these settings; null = it can.</summary>
    public async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return db.WhyNotCopied;
    }

    /// <returns>How many files it holds.</returns>
    public async Task<int> WriteAsync(Stream to, string passphrase, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        var staging = Path.Combine(folders.Data, Staging);
        try
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
            Directory.CreateDirectory(staging);
            var salt = RandomNumberGenerator.GetBytes(Passphrase.SaltLength);
            var key = Passphrase.KeyOf(passphrase, salt, Passphrase.Rounds);
            var (made, entries) = (time.GetUtcNow(), new List<ManifestEntry>());
            await using var archive = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
            await foreach (var (name, file) in FilesAsync(staging, cancellationToken))
            {
                await using (file)
                    entries.Add(await AddAsync(archive, name, file, key, cancellationToken));
            }
            var json = new Manifest(Manifest.Current, Manifest.OwnVersion, made, Passphrase.Rounds, salt, entries).ToJson();
            await AddAsync(archive, Manifest.CodeName, Manifest.CodeOf(json, key), cancellationToken);
            await AddAsync(archive, Manifest.FileName, json, cancellationToken);
            return entries.Count;
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async IAsyncEnumerable<(string Name, FileStream File)> FilesAsync(
        string staging, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (database, recent) = (Path.Combine(staging, "control-room.db"), Path.Combine(staging, "recent.duckdb"));
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            await db.CopyAsync(database, cancellationToken);
        yield return (Manifest.Data + "control-room.db", File.OpenRead(database));
        if (await readings.CopyAsync(recent, cancellationToken) is { } past)
        {
            foreach (var file in past)
                yield return (NameOf(Manifest.Data, folders.Data, file.Name), file);
            yield return ($"{Manifest.Data}{Readings}/recent.duckdb", File.OpenRead(recent));
        }
        var spool = Directory.EnumerateFiles(Path.Combine(folders.Data, Spool)).ToList();
        var rest = Directory.EnumerateFileSystemEntries(folders.Data).Where(e => !LeftOut.Contains(Path.GetFileName(e)));
        foreach (var file in spool.OrderBy(f => f.EndsWith(".spool", StringComparison.Ordinal)).ThenBy(f => f, StringComparer.Ordinal)
            .Concat(rest.SelectMany(Below)))
        {
            if (TryOpen(file) is { } opened)
                yield return (NameOf(Manifest.Data, folders.Data, file), opened);
        }
        foreach (var file in Below(folders.Keys))
        {
            if (TryOpen(file) is { } opened)
                yield return (NameOf(Manifest.Keys, folders.Keys, file), opened);
        }
    }

    private static IEnumerable<string> Below(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories) : [path];

    private static string NameOf(string prefix, string folder, string file) =>
        prefix + Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');

    /// <returns>Null: it was erased meanwhile, as its time had come.</returns>
    private static FileStream? TryOpen(string file)
    {
        try
        {
            return new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static async Task<ManifestEntry> AddAsync(ZipArchive archive, string name, FileStream file, byte[] key, CancellationToken cancellationToken)
    {
        await using var entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        using var digest = SHA256.Create();
        await using var through = new CryptoStream(entry, digest, CryptoStreamMode.Write, leaveOpen: true);
        var length = file.Length;
        await Seal.SealAsync(Passphrase.For(key, name), file, length, through, cancellationToken);
        await through.FlushFinalBlockAsync(cancellationToken);
        return new(name, Seal.LengthOf(length), Convert.ToHexStringLower(digest.Hash!));
    }

    private static async Task AddAsync(ZipArchive archive, string name, byte[] content, CancellationToken cancellationToken)
    {
        await using var entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        await entry.WriteAsync(content, cancellationToken);
    }
}
