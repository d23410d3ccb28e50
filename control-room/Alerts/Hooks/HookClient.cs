using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Solutions.Edge.ControlRoom.Http;

namespace Solutions.Edge.ControlRoom.Alerts.Hooks;

/// <summary>Posts a message to a hook. No address of this machine or a private network is reached unless allowed.</summary>
internal sealed class HookClient : IDisposable
{
    public const string SignatureHeader = "Solutions-Signature", DeliveryHeader = "Solutions-Delivery";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TimeProvider time;
    private readonly HttpClient http;

    public HookClient(HooksSettings settings, TimeProvider time)
    {
        this.time = time;
        http = new(PublicAddress.Handler(settings.AllowPrivate, "SOLUTIONS__HOOKS__ALLOWPRIVATE")) { Timeout = Patience };
    }

    /// <summary><c>t=UNIX SECONDS,v1=HMAC-SHA256</c> of the seconds, a full stop and the body, keyed by the secret's text.</summary>
    public static string Sign(string secret, long seconds, string body)
    {
        var text = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seconds}.{body}"));
        var mac = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), text));
        return string.Create(CultureInfo.InvariantCulture, $"t={seconds},v1={mac}");
    }

    /// <summary>Why it was not taken, in a sentence; null = it was.</summary>
    public async Task<string?> SendAsync(Hook hook, HookDelivery delivery, CancellationToken stopping)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, hook.Address)
            {
                Content = new StringContent(delivery.Body, Encoding.UTF8, "application/json"),
            };
            request.Headers.Add(SignatureHeader, Sign(hook.Secret, time.GetUtcNow().ToUnixTimeSeconds(), delivery.Body));
            request.Headers.Add(DeliveryHeader, delivery.Number.ToString(CultureInfo.InvariantCulture));
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stopping);
            return answer.IsSuccessStatusCode ? null : $"it answered {(int)answer.StatusCode}";
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or UriFormatException
            || (e is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            return e is OperationCanceledException ? $"it did not answer within {Patience.TotalSeconds:0} s" : e.InnerException?.Message ?? e.Message;
        }
    }

    public void Dispose() => http.Dispose();
}
