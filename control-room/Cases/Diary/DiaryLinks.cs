using System.Security.Cryptography;
using System.Text;
using Solutions.Edge.ControlRoom.Cases.Files;

namespace Solutions.Edge.ControlRoom.Cases.Diary;

/// <summary>Links to the diary of a case for its resident, without an account. The journal has only a link's digest; the latest one holds.</summary>
internal sealed class DiaryLinks(CaseBook book, CaseJournal journal)
{
    private const int SecretBytes = 16;

    /// <summary>A new link; the one before holds no more.</summary>
    /// <returns>Its path here.</returns>
    public async Task<string> MakeAsync(string file, string by, CancellationToken cancellationToken)
    {
        foreach (var entry in await journal.ReadAsync<DiaryLink>(file, cancellationToken))
            await journal.StrikeAsync(file, entry.Number, "another link was made", by, cancellationToken);
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        await journal.AddAsync(file, new DiaryLink(DigestOf(secret)), null, by, cancellationToken);
        return $"/diary/{file}/{secret}";
    }

    /// <summary>The open case that a link belongs to; null = it holds no more, or never did.</summary>
    public async Task<CaseFile?> FindAsync(string file, string secret, CancellationToken cancellationToken)
    {
        if (secret.Length != 2 * SecretBytes || await book.FindAsync(file, cancellationToken) is not { ClosedMs: null } found)
            return null;
        var digest = Encoding.ASCII.GetBytes(DigestOf(secret));
        return (await journal.ReadAsync<DiaryLink>(file, cancellationToken)).Holding<DiaryLink>()
            .Any(l => CryptographicOperations.FixedTimeEquals(digest, Encoding.ASCII.GetBytes(l.Body.Digest))) ? found : null;
    }

    private static string DigestOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
