using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Evidence;

/// <summary>Answers the control room's wish for a still: takes it from the ring, delivers the bytes by HTTP, then records that it did.</summary>
internal sealed class StillSender : BackgroundService
{
    private const int MostWaiting = 16;

    /// <summary>So many at once: while the control room is away, pictures of later wishes must not leave the ring untaken.</summary>
    private const int MostUnderWay = 16;

    /// <summary>How long to wait for a picture that is not there yet.</summary>
    private static readonly TimeSpan PictureWait = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly PictureRing ring;
    private readonly BlockUpload upload;
    private readonly Outbox outbox;
    private readonly TimeProvider time;
    private readonly ILogger<StillSender> log;
    private readonly Channel<Command> wishes = Channel.CreateBounded<Command>(MostWaiting);
    private long dropped;

    public StillSender(PictureRing ring, BlockUpload upload, Commands commands, Outbox outbox, TimeProvider time, ILogger<StillSender> log)
    {
        (this.ring, this.upload, this.outbox, this.time, this.log) = (ring, upload, outbox, time, log);
        // Before the connection is made, or the first command would find nobody.
        commands.On(Command.Still, Accept);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(wishes.Reader.ReadAllAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = MostUnderWay, CancellationToken = stoppingToken }, AnswerAsync);

    private void Accept(Command command)
    {
        if (!Ids.IsValid(command.Id))
            EvidenceLog.NoId(log, command.Kind, command.Id);
        else if (!wishes.Writer.TryWrite(command))
            EvidenceLog.TooMany(log, command.Kind, command.Id, MostWaiting, Interlocked.Increment(ref dropped));
    }

    private async ValueTask AnswerAsync(Command command, CancellationToken stopping)
    {
        var nearest = await PictureAsync(command.At, stopping);
        if (nearest is not { } picture || !IsOf(picture, command.At))
        {
            EvidenceLog.NoPicture(log, command.Kind, command.Id);
            outbox.Add(Streams.Evidence, EvidenceRecords.None(command, nearest?.At, time.GetUtcNow()));
            return;
        }
        var blocks = picture.Jpeg.Chunk(EvidenceRecord.BlockBytes).ToList();
        foreach (var (number, block) in blocks.Index())
        {
            if (!await upload.SendAsync(command, number, last: number == blocks.Count - 1, block, stopping, picture.At))
                return;
        }
        EvidenceLog.Sent(log, command.Kind, command.Id, picture.At, picture.Jpeg.Length);
        outbox.Add(Streams.Evidence, EvidenceRecords.Of(command, picture.At, TimeSpan.Zero, picture.Jpeg.Length, [.. blocks.Select(BlockUpload.Digest)]));
    }

    private static bool IsOf(Picture picture, DateTimeOffset? at) => at is null || (picture.At - at.Value).Duration() <= EvidenceRecord.StillWithin;

    /// <summary>The picture nearest to the instant; one that is not there yet is waited for.</summary>
    private async Task<Picture?> PictureAsync(DateTimeOffset? at, CancellationToken stopping)
    {
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < PictureWait && (ring.Nearest(null) is not { } newest || newest.At < at))
            await Task.Delay(LookAgain, time, stopping);
        return ring.Nearest(at);
    }
}
