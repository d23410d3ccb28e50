using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Evidence;

/// <summary>Answers the control room's wish for a clip: delivers its blocks while it is being recorded, then records that it did.</summary>
internal sealed class ClipSender : BackgroundService
{
    /// <summary>So many at once. A street that rings more often within half a minute is on these already.</summary>
    public const int MostUnderWay = 4;

    private readonly PictureRing ring;
    private readonly BlockUpload upload;
    private readonly ClipPace pace;
    private readonly Outbox outbox;
    private readonly TimeProvider time;
    private readonly ILogger<ClipSender> log;
    private readonly Channel<ClipRecording> begun = Channel.CreateBounded<ClipRecording>(MostUnderWay);
    private readonly ConcurrentDictionary<string, ClipRecording> underWay = new();
    private long dropped;

    public ClipSender(PictureRing ring, BlockUpload upload, Commands commands, Outbox outbox, TimeProvider time, ILogger<ClipSender> log)
    {
        (this.ring, this.upload, this.outbox, this.time, this.log, pace) = (ring, upload, outbox, time, log, new(outbox, time));
        commands.On(Command.Clip, Accept);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(begun.Reader.ReadAllAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = MostUnderWay, CancellationToken = stoppingToken }, AnswerAsync);

    /// <summary>Records at once: the pictures of before must not leave the ring meanwhile.</summary>
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
        if (underWay.Count >= MostUnderWay)
        {
            EvidenceLog.TooMany(log, command.Kind, command.Id, MostUnderWay, ++dropped);
            return;
        }
        var recording = new ClipRecording(command, time);
        underWay[command.Id] = recording;
        ring.Film(recording);
        begun.Writer.TryWrite(recording);
    }

    private async ValueTask AnswerAsync(ClipRecording recording, CancellationToken stopping)
    {
        var command = recording.Command;
        try
        {
            using (recording)
            {
                if (await DeliverAsync(recording, stopping) is not { } record)
                    return;
                EvidenceLog.Sent(log, command.Kind, command.Id, record.T, record.Bytes);
                outbox.Add(Streams.Evidence, record);
            }
        }
        finally
        {
            underWay.TryRemove(command.Id, out _);
        }
    }

    /// <returns>Null: there is no clip; the log states why.</returns>
    private async Task<EvidenceRecord?> DeliverAsync(ClipRecording recording, CancellationToken stopping)
    {
        var command = recording.Command;
        var (bytes, digests) = (0L, new List<string>());
        await foreach (var (block, isLast) in recording.BlocksAsync(stopping))
        {
            await pace.WaitAsync(block.Length, command.Expires, stopping);
            if (!await upload.SendAsync(command, digests.Count, isLast, block, stopping))
                return null;
            bytes += block.Length;
            digests.Add(BlockUpload.Digest(block));
        }
        if (recording is { First: { } first, Last: { } last })
            return EvidenceRecords.Of(command, first.At, last.At - first.At, bytes, digests);
        EvidenceLog.NoPicture(log, command.Kind, command.Id);
        outbox.Add(Streams.Evidence, EvidenceRecords.None(command, ring.Nearest(command.At)?.At, time.GetUtcNow()));
        return null;
    }
}
