using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Evidence;

/// <summary>
/// Delivers what a command asked for by HTTP, be it blocks of stills and clips or a report: again and again until the command expires, unless the
/// control room refuses.
/// </summary>
/// <param name="device">This device's id.</param>
/// <param name="controlRoom">Its address, and the authority of its certificate.</param>
internal sealed class BlockUpload(string device, ControlRoomAddress controlRoom, TimeProvider time, ILogger log) : IDisposable
{
    private readonly Uri address = new(controlRoom.Url, $"/api/v1/devices/{device}/evidence/");
    private readonly HttpClient http = new(controlRoom.NewHandler()) { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>This device's id.</summary>
    public string Device => device;

    public static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public void Dispose() => http.Dispose();

    /// <param name="command">What was asked for.</param>
    /// <param name="number">The block, from 0.</param>
    /// <param name="last">True: it ends with this block.</param>
    /// <param name="block">Its bytes.</param>
    /// <param name="stopping">Gives up.</param>
    /// <param name="taken">Of a still, when it was captured: its bytes do not state it.</param>
    /// <param name="wrappedKey">Of a sound clip's first block, the key that the clip is sealed with (see <see cref="WrappedKey"/>).</param>
    /// <returns>False: refused, or expired.</returns>
    public Task<bool> SendAsync(Command command, int number, bool last, byte[] block, CancellationToken stopping, DateTimeOffset? taken = null,
        string? wrappedKey = null) =>
        SendAsync(command, number, () =>
        {
            var request = Put($"{command.Id}/blocks/{number}{(last ? "?last=true" : "")}", block, "application/octet-stream");
            request.Headers.Add("Digest-Sha256", Digest(block));
            if (taken is { } at)
                request.Headers.Add("Captured-At", InstantConverter.Write(at));
            if (wrappedKey is not null)
                request.Headers.Add("Sealed-Key", wrappedKey);
            return request;
        }, stopping);

    /// <param name="command">What was asked for.</param>
    /// <param name="path">Where to.</param>
    /// <param name="json">The report.</param>
    /// <param name="stopping">Gives up.</param>
    /// <returns>False: refused, or expired.</returns>
    public Task<bool> SendReportAsync(Command command, string path, byte[] json, CancellationToken stopping) =>
        SendAsync(command, 0, () => Put(path, json, "application/json"), stopping);

    private async Task<bool> SendAsync(Command command, int number, Func<HttpRequestMessage> make, CancellationToken stopping)
    {
        try
        {
            using var answer = await UntilExpired(command).ExecuteAsync(async token =>
            {
                using var request = make();
                return await http.SendAsync(request, token);
            }, stopping);
            if (!answer.IsSuccessStatusCode)
                EvidenceLog.Refused(log, command.Kind, command.Id, number, answer.StatusCode);
            return answer.IsSuccessStatusCode;
        }
        catch (TimeoutRejectedException)
        {
            EvidenceLog.Expired(log, command.Kind, command.Id);
            return false;
        }
    }

    private HttpRequestMessage Put(string path, byte[] body, string type)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return new(HttpMethod.Put, new Uri(address, path)) { Content = content };
    }

    private ResiliencePipeline<HttpResponseMessage> UntilExpired(Command command)
    {
        var left = command.Expires - time.GetUtcNow();
        return new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            // Polly takes nothing shorter than 10 ms and nothing longer than a day.
            .AddTimeout(TimeSpan.FromSeconds(Math.Clamp(left.TotalSeconds, 0.01, 86_400)))
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                // Away or unwell may pass, and so may bytes that were spoilt on the way (422); any other refusal will not.
                // HttpClient's own time limit shows as a cancellation.
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Result is { } answer
                    ? (int)answer.StatusCode >= 500 || answer.StatusCode == HttpStatusCode.UnprocessableEntity
                    : attempt.Outcome.Exception is HttpRequestException or TaskCanceledException { InnerException: TimeoutException }),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(250),
                MaxDelay = TimeSpan.FromSeconds(5),
                OnRetry = attempt =>
                {
                    // Once a block.
                    if (attempt.AttemptNumber == 0)
                        EvidenceLog.TryingAgain(log, command.Kind, command.Id, attempt.Outcome.Exception?.Message ?? $"{attempt.Outcome.Result?.StatusCode}");
                    return default;
                },
            }).Build();
    }
}
