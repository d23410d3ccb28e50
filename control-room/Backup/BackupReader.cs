using System.IO.Compression;
using System.Security.Cryptography;

namespace Solutions.Edge.ControlRoom.Backup;

/// <summary>Puts a backup into the empty folders of an installation: all of it, or nothing.</summary>
internal static class BackupReader
{
    private const string Staging = ".restoring";

    /// <returns>The backup's manifest.</returns>
    /// <exception cref="IOException">A folder is not empty, the passphrase is another, or something of the backup does not hold; the message says
    /// what.</exception>
    public static async Task<Manifest> RestoreAsync(string file, string passphrase, InstalledFolders folders, CancellationToken cancellationToken)
    {
        foreach (var (setting, folder) in new[] { ("SOLUTIONS__DATA", folders.Data), ("SOLUTIONS__KEYS", folders.Keys) })
        {
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).FirstOrDefault() is { } there)
                throw new IOException($"{setting} '{folder}' is not empty: {Path.GetFileName(there)} is in it. A backup goes into an empty folder.");
        }
        try
        {
            await using var archive = ZipFile.OpenRead(file);
            var json = await ContentAsync(archive, Manifest.FileName, cancellationToken);
            var manifest = Manifest.Read(json);
            var key = Passphrase.KeyOf(passphrase, manifest.Salt, manifest.Rounds);
            var code = await ContentAsync(archive, Manifest.CodeName, cancellationToken);
            if (!CryptographicOperations.FixedTimeEquals(Manifest.CodeOf(json, key), code))
                throw new IOException($"The passphrase is not that of {file}, or the backup's list was changed.");
            if (Manifest.IsOfLaterVersion(manifest.Version))
                throw new IOException(
                    $"{file} was made by version {manifest.Version}; this is {Manifest.OwnVersion}. Restore it with that version or a later one.");
            await CheckAsync(archive, manifest, cancellationToken);
            await PutAsync(archive, manifest, key, folders, cancellationToken);
            return manifest;
        }
        catch (InvalidDataException e)
        {
            throw new IOException($"{file} is no backup, or was cut off: {e.Message}", e);
        }
    }

    private static async Task<byte[]> ContentAsync(ZipArchive archive, string name, CancellationToken cancellationToken)
    {
        await using var entry = (archive.GetEntry(name) ?? throw new IOException($"The backup has no {name}: it broke off, or is none.")).Open();
        using var content = new MemoryStream();
        await entry.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }

    private static async Task CheckAsync(ZipArchive archive, Manifest manifest, CancellationToken cancellationToken)
    {
        foreach (var expected in manifest.Entries)
        {
            if (archive.GetEntry(expected.Name) is not { } entry)
                throw new IOException($"{expected.Name} is not in the backup, though its list names it. Nothing was restored.");
            await using var content = entry.Open();
            if (entry.Length != expected.Bytes || Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)) != expected.Sha256)
                throw new IOException($"{expected.Name} in the backup is not as it was written (its SHA-256 differs). Nothing was restored.");
        }
    }

    private static async Task PutAsync(
        ZipArchive archive, Manifest manifest, byte[] key, InstalledFolders folders, CancellationToken cancellationToken)
    {
        // Within each folder, which may be a disk of its own: from there all goes to its place by renames.
        var (data, keys) = (Path.Combine(folders.Data, Staging), Path.Combine(folders.Keys, Staging));
        try
        {
            // Accounts lie in the one as keys do in the other.
            Private(folders.Data);
            Private(folders.Keys);
            Private(keys);
            Private(data);
            foreach (var entry in manifest.Entries)
            {
                var isKey = entry.Name.StartsWith(Manifest.Keys, StringComparison.Ordinal);
                var path = PlaceOf(entry.Name, isKey ? Manifest.Keys : Manifest.Data, isKey ? keys : data);
                Private(Path.GetDirectoryName(path)!);
                await using var content = archive.GetEntry(entry.Name)!.Open();
                await using var written = new FileStream(path, Writing());
                await Seal.OpenAsync(Passphrase.For(key, entry.Name), content, written, cancellationToken);
                written.Flush(flushToDisk: true);
            }
            foreach (var (staged, folder) in new[] { (keys, folders.Keys), (data, folders.Data) })
            {
                foreach (var part in Directory.EnumerateFileSystemEntries(staged).ToList())
                    Directory.Move(part, Path.Combine(folder, Path.GetFileName(part)));
            }
        }
        catch (CryptographicException e)
        {
            throw new IOException($"The backup does not open: {e.Message}. Nothing was restored.", e);
        }
        finally
        {
            foreach (var staged in new[] { keys, data }.Where(Directory.Exists))
                Directory.Delete(staged, recursive: true);
        }
    }

    private static string PlaceOf(string name, string prefix, string folder)
    {
        var parts = name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..].Split('/') : [];
        return parts.Length > 0 && Array.TrueForAll(parts, p => p.Length > 0 && p is not ("." or "..") && p.IndexOfAny(['\\', ':', '\0']) < 0)
            ? Path.Combine([folder, .. parts])
            : throw new IOException($"The backup names '{name}', which is no place in an installation. Nothing was restored.");
    }

    private static void Private(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static FileStreamOptions Writing()
    {
        var writing = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            writing.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return writing;
    }
}
