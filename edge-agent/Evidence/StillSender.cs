using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Evidence;

/// <summary>Answers the control room's wish for a still: takes it from the ring, delivers the bytes by HTTP, then records that it did.</summary>
internal sealed class StillSender : BackgroundService
{
    private const int MostWaiting = 16;

    /// <summary>So many at once: while the control room is away, pictures of later wishes must not leave the ring untaken.</summary>
    private const int MostUnderWay = 16;

    private const int LongestWhy = 500;

    /// <summary>How long to wait for a picture that is not there yet.</summary>
    private static readonly TimeSpan PictureWait = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly Uri address;
    private readonly PictureRing ring;
    private readonly Outbox outbox;
    private readonly TimeProvider time;
    private readonly ILogger<StillSender> log;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly Channel<Command> wishes = Channel.CreateBounded<Command>(MostWaiting);
    private long dropped;

    /// <param name="device">This device's id.</param>
    /// <param name="controlRoom">http://host:port.</param>
    public StillSender(string device, Uri controlRoom, PictureRing ring, Commands commands, Outbox outbox, TimeProvider time, ILogger<StillSender> log)
    {
        (this.ring, this.outbox, this.time, this.log) = (ring, outbox, time, log);
        address = new Uri(controlRoom, $"/api/v1/devices/{device}/evidence/");
        // Before the connection is made, or the first command would find nobody.
        commands.On(Command.Still, Accept);
    }

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(wishes.Reader.ReadAllAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = MostUnderWay, CancellationToken = stoppingToken }, AnswerAsync);

    private void Accept(Command command)
    {
        if (!Ids.IsValid(command.Id))
            EvidenceLog.NoId(log, command.Id);
        else if (!wishes.Writer.TryWrite(command))
            EvidenceLog.TooMany(log, command.Id, MostWaiting, Interlocked.Increment(ref dropped));
    }

    private async ValueTask AnswerAsync(Command command, CancellationToken stopping)
    {
        if (await PictureAsync(command.At, stopping) is not { } picture)
        {
            EvidenceLog.NoPicture(log, command.Id);
            return;
        }
        if (!await DeliverAsync(command, picture.Jpeg, stopping))
            return;
        EvidenceLog.Sent(log, command.Id, picture.At, picture.Jpeg.Length);
        outbox.Add(Streams.Evidence, new EvidenceRecord
        {
            T = picture.At,
            Id = command.Id,
            Kind = EvidenceRecord.Still,
            Span = 0,
            Bytes = picture.Jpeg.Length,
            Sha256 = [.. picture.Jpeg.Chunk(EvidenceRecord.BlockBytes).Select(Digest)],
            Why = command.Why.Length <= LongestWhy ? command.Why : command.Why[..LongestWhy],
        });
    }

    /// <summary>The picture nearest to the instant; one that is not there yet is waited for.</summary>
    private async Task<Picture?> PictureAsync(DateTimeOffset? at, CancellationToken stopping)
    {
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < PictureWait && (ring.Nearest(null) is not { } newest || newest.At < at))
            await Task.Delay(LookAgain, time, stopping);
        return ring.Nearest(at);
    }

    /// <returns>False: refused, or expired.</returns>
    private async Task<bool> DeliverAsync(Command command, byte[] jpeg, CancellationToken stopping)
    {
        try
        {
            using var answer = await UntilExpired(command).ExecuteAsync(async token =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(address, $"{command.Id}/blocks/0?last=true")) { Content = new ByteArrayContent(jpeg) };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                request.Headers.Add("Digest-Sha256", Digest(jpeg));
                return await http.SendAsync(request, token);
            }, stopping);
            if (!answer.IsSuccessStatusCode)
                EvidenceLog.Refused(log, command.Id, answer.StatusCode);
            return answer.IsSuccessStatusCode;
        }
        catch (TimeoutRejectedException)
        {
            EvidenceLog.Expired(log, command.Id);
            return false;
        }
    }

    private ResiliencePipeline<HttpResponseMessage> UntilExpired(Command command)
    {
        var left = command.Expires - time.GetUtcNow();
        return new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            // Polly takes nothing shorter than 10 ms and nothing longer than a day.
            .AddTimeout(TimeSpan.FromSeconds(Math.Clamp(left.TotalSeconds, 0.01, 86_400)))
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                // Away or unwell may pass; a refusal (4xx) will not. HttpClient's own time limit shows as a cancellation.
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Result is { } answer ? (int)answer.StatusCode >= 500
                    : attempt.Outcome.Exception is HttpRequestException or TaskCanceledException { InnerException: TimeoutException }),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(250),
                MaxDelay = TimeSpan.FromSeconds(5),
                OnRetry = attempt =>
                {
                    // Once a still.
                    if (attempt.AttemptNumber == 0)
                        EvidenceLog.TryingAgain(log, command.Id, attempt.Outcome.Exception?.Message ?? $"{attempt.Outcome.Result?.StatusCode}");
                    return default;
                },
            }).Build();
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
