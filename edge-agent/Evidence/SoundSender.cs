using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Evidence;

/// <summary>
/// Answers the control room's wish for a sound clip while an evidence session runs: takes it from the ring, seals it under a key of its own, delivers it, then
/// records that it did. When the session ends, what has not been delivered is given up.
/// </summary>
internal sealed class SoundSender : BackgroundService
{
    /// <summary>So many at once: each is 4.3 MB in memory while it is delivered.</summary>
    public const int MostUnderWay = 2;

    private readonly SoundRing ring;
    private readonly SoundPermission permission;
    private readonly BlockUpload upload;
    private readonly string device;
    private readonly ClipPace pace;
    private readonly Outbox outbox;
    private readonly TimeProvider time;
    private readonly ILogger<SoundSender> log;
    private readonly Channel<SoundRecording> begun = Channel.CreateBounded<SoundRecording>(MostUnderWay);
    private readonly ConcurrentDictionary<string, SoundRecording> underWay = new();
    private long dropped;

    public SoundSender(SoundRing ring, SoundPermission permission, BlockUpload upload, Commands commands, Outbox outbox, TimeProvider time,
        ILogger<SoundSender> log)
    {
        (this.ring, this.permission, this.upload, this.outbox, this.time, this.log) = (ring, permission, upload, outbox, time, log);
        (device, pace) = (upload.Device, new(outbox, time));
        commands.On(Command.Sound, Accept);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(begun.Reader.ReadAllAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = MostUnderWay, CancellationToken = stoppingToken }, AnswerAsync);

    private void Accept(Command command)
    {
        if (!Ids.IsValid(command.Id))
        {
            EvidenceLog.NoId(log, command.Kind, command.Id);
            return;
        }
        // The broker may deliver a command twice.
        if (underWay.ContainsKey(command.Id))
            return;
        if (permission.Current is not { } grant)
        {
            EvidenceLog.NoSession(log, command.Id);
            outbox.Add(Streams.Evidence, EvidenceRecords.None(command, null, time.GetUtcNow()));
            return;
        }
        if (underWay.Count >= MostUnderWay)
        {
            EvidenceLog.TooMany(log, command.Kind, command.Id, MostUnderWay, ++dropped);
            return;
        }
        var recording = new SoundRecording(command, grant, time);
        underWay[command.Id] = recording;
        if (!ring.Record(recording))
            recording.Abandon();
        begun.Writer.TryWrite(recording);
    }

    private async ValueTask AnswerAsync(SoundRecording recording, CancellationToken stopping)
    {
        var command = recording.Command;
        try
        {
            using (recording)
            {
                var blocks = await recording.WholeAsync(stopping);
                if (blocks.Count == 0)
                {
                    EvidenceLog.NoSound(log, command.Id);
                    outbox.Add(Streams.Evidence, EvidenceRecords.None(command, null, time.GetUtcNow()));
                }
                else if (await DeliverAsync(recording, blocks, stopping) is { } record)
                {
                    EvidenceLog.Sent(log, command.Kind, command.Id, record.T, record.Bytes);
                    outbox.Add(Streams.Evidence, record);
                }
            }
        }
        finally
        {
            underWay.TryRemove(command.Id, out _);
        }
    }

    /// <returns>Null: it was not delivered; the log states why.</returns>
    private async Task<EvidenceRecord?> DeliverAsync(SoundRecording recording, IReadOnlyList<SoundBlock> sound, CancellationToken stopping)
    {
        // Not beyond the session's end either.
        var command = recording.Command with
        {
            Expires = recording.Command.Expires < recording.Grant.Expires ? recording.Command.Expires : recording.Grant.Expires,
        };
        var first = sound[0];
        var key = WrappedKey.NewKey();
        var wrapped = WrappedKey.Wrap(key, recording.Grant.Key, command.Id);
        var blocks = SealedSound.Seal(key, command.Id,
            ClipWav.Write(command.Id, device, first.From, first.SampleRate, first.FullScaleDb, [.. sound.Select(b => b.Pascal)]));
        CryptographicOperations.ZeroMemory(key);
        foreach (var (number, block) in blocks.Index())
        {
            await pace.WaitAsync(block.Length, command.Expires, stopping);
            if (permission.Current?.Session != recording.Session)
            {
                EvidenceLog.SessionOver(log, command.Id, number);
                return null;
            }
            if (!await upload.SendAsync(command, number, number == blocks.Count - 1, block, stopping, wrappedKey: number == 0 ? wrapped : null))
                return null;
        }
        return EvidenceRecords.Of(command, first.From, sound[^1].Until - first.From, blocks.Sum(b => (long)b.Length), blocks.Select(BlockUpload.Digest));
    }
}
