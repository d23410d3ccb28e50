using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Evidence;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Cases.Sessions;

/// <summary>
/// Destroys sound clips whose time has come: the key first, from then on nothing opens them, then the certificate, then the bytes and the packs here that
/// hold a copy. What is killed in between is gone on with the next time. Beside that it looks every minute which sessions run: a case that was closed ends
/// its own.
/// </summary>
internal sealed partial class ClipEraser(EvidenceSessions sessions, CaseBook book, CaseJournal journal, SealedClips clips, DisclosedCopies copies,
    SiteCatalog sites, AuditLog audit, RetentionClock clock, TimeProvider time, ILogger<ClipEraser> log) : BackgroundService
{
    public const string Hand = "control room";

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>Destroys what is due.</summary>
    /// <returns>How many clips.</returns>
    public async Task<int> EraseAsync(CancellationToken stopping)
    {
        var all = await clips.AllAsync(stopping);
        if (all.Count == 0)
            return 0;
        var (erased, files) = (0, await book.AllAsync(stopping));
        var links = new Dictionary<string, (CaseFile File, CaseEntry Asked)>();
        var (certified, disclosed) = (new HashSet<string>(), new List<(CaseEntry Entry, ClipDisclosed Body)>());
        foreach (var file in files)
        {
            var entries = await journal.ReadAsync(file.Id, stopping);
            disclosed.AddRange(entries.Holding<ClipDisclosed>());
            foreach (var entry in entries.Where(e => e.Body is ClipAsked))
                links[((ClipAsked)entry.Body).Clip] = (file, entry);
            certified.UnionWith(entries.Holding<ClipDestroyed>().Select(d => d.Body.Clip));
        }
        foreach (var capture in all)
        {
            var (file, asked) = links.GetValueOrDefault(capture.Id);
            DateTimeOffset? closed = file?.ClosedMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
            var rule = ClipRule.Due(DateTimeOffset.FromUnixTimeMilliseconds(capture.AtMs), sites.Find(capture.Site)?.Type is null or SiteType.HOME,
                asked is { Struck: null }, closed, clock.Now());
            if (rule is null)
                continue;
            var copied = disclosed.Where(d => d.Body.Clip == capture.Id).Select(d => new DisclosedCopy(d.Body.Pack, d.Body.For, d.Entry.At)).ToList();
            await DestroyAsync(capture, file, rule, certified.Contains(capture.Id), copied, stopping);
            erased++;
        }
        return erased;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await sessions.RefreshAsync(stoppingToken);
                if (await EraseAsync(stoppingToken) is > 0 and var count)
                    Erased(log, count);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or DbUpdateException
                or System.Data.Common.DbException)
            {
                Failed(log, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task DestroyAsync(Capture capture, CaseFile? file, string rule, bool isCertified, List<DisclosedCopy> copied,
        CancellationToken stopping)
    {
        clips.DestroyKey(capture.Id);
        if (!isCertified)
        {
            var bytes = await clips.BytesAsync(capture.Id, stopping);
            var certificate = new ClipDestroyed(capture.Id, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length, rule,
                copied.Count > 0 ? copied : null);
            if (file is not null)
                await journal.AddAsync(file.Id, certificate, null, Hand, stopping);
            await audit.WriteAsync(Hand, "sound clip destroyed", capture.Id, $"{certificate.Sha256} {rule}");
        }
        foreach (var copy in copied)
            copies.Erase(copy.Pack);
        await clips.EraseAsync(capture.Id, stopping);
    }

    [LoggerMessage(960, LogLevel.Information, "{Count} sound clips whose time had come are destroyed, the key of each first; their certificates are kept")]
    private static partial void Erased(ILogger log, int count);

    [LoggerMessage(961, LogLevel.Error, "Sessions and sound clips cannot be looked through ({Reason}); trying again in a minute")]
    private static partial void Failed(ILogger log, string reason);
}
