using System.Net.Http.Headers;
using System.Security.Cryptography;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>A clip of a tone of 60 dB at 1 kHz, as the microphone of a home delivers it.</summary>
internal static class SealedTone
{
    public const int Rate = 48_000, Seconds = 3;

    public static async Task DeliverAsync(IControlRoom room, string clip, DateTimeOffset from)
    {
        using var site = ECDiffieHellman.Create();
        site.ImportFromPem(await File.ReadAllTextAsync(Path.Combine(room.Data + "-keys", "evidence", "home.pem")));
        var key = WrappedKey.NewKey();
        var tone = Enumerable.Range(0, Rate * Seconds).Select(n => (float)(0.0283 * Math.Sin(2 * Math.PI * 1000 * n / Rate))).ToArray();
        var blocks = SealedSound.Seal(key, clip, ClipWav.Write(clip, "bedroom", from, Rate, 120, [tone]));
        foreach (var (number, block) in blocks.Index())
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Put, $"/api/v1/devices/bedroom/evidence/{clip}/blocks/{number}{(number == blocks.Count - 1 ? "?last=true" : "")}")
            {
                Content = new ByteArrayContent(block),
            };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            request.Headers.Add("Digest-Sha256", Convert.ToHexStringLower(SHA256.HashData(block)));
            if (number == 0)
                request.Headers.Add("Sealed-Key", WrappedKey.Wrap(key, Convert.ToBase64String(site.ExportSubjectPublicKeyInfo()), clip));
            using var answer = await room.Http.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
        await using var device = await WireDevice.ConnectAsync("bedroom", room.MqttPort);
        await device.SendAsync(Streams.Evidence, new EvidenceRecord
        {
            T = from,
            Id = clip,
            Kind = EvidenceRecord.Sound,
            Span = Seconds,
            Bytes = blocks.Sum(b => b.Length),
            Sha256 = [.. blocks.Select(b => Convert.ToHexStringLower(SHA256.HashData(b)))],
            Why = "",
        });
    }
}
