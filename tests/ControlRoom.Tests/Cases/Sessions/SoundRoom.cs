using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Sessions;
using Solutions.Edge.ControlRoom.Devices;
using Solutions.Edge.ControlRoom.Evidence;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Spool;
using Solutions.Edge.ControlRoom.Tests.Http;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Sessions;

/// <summary>A control room with a case of a home, and a device there that is nothing but what it delivers by HTTP.</summary>
public abstract class SoundRoom : IAsyncDisposable
{
    internal const string Device = "bed", Site = "home";

    private protected static readonly DateTimeOffset From = new(2026, 11, 23, 23, 4, 5, TimeSpan.Zero);

    private protected RunningRoom Room { get; } = new(new SiteEntry
    {
        Id = Site,
        Name = "Home H-1",
        Type = SiteType.HOME,
        TimeZone = "Europe/London",
        Devices = [new() { Id = Device, Name = "Bedroom", Sound = new(), Gate = new() }, new() { Id = "button", Name = "Button", Gate = new() }],
    });

    private protected static DateTimeOffset Present => TimeProvider.System.GetUtcNow();

    private protected static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private protected CaseFile Case { get; private set; } = null!;

    private protected string Address => $"/api/v1/cases/{Case.Id}";

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Room.DisposeAsync();
    }

    private protected async Task OpenCaseAsync() =>
        Case = (await (await Room.ServiceAsync<CaseBook>()).OpenAsync(new("N-1", "Music at night", "Flat 4", [Site]), "person 1", Stopping)).File!;

    private protected static NewSession Overt(DateTimeOffset expires) =>
        new(Site, "A. Officer, principal EHO", NewSession.Overt, "2026-11-02", expires);

    private protected async Task BeginAsync()
    {
        await OpenCaseAsync();
        using var entered = await PostAsync($"{Address}/sessions", Overt(Present.AddDays(3)));
        Assert.Equal(HttpStatusCode.Created, entered.StatusCode);
    }

    private protected async Task<SoundGrant?> GrantAsync() => (await Room.ServiceAsync<DevicePlaces>()).Present(Device)!.Sound;

    /// <summary>Asked of the store, as the broker of this room has no device.</summary>
    private protected async Task<string> AskAsync()
    {
        var (clip, fault) = await (await Room.ServiceAsync<ClipRequests>()).AskAsync(Device, From, "for the event of 23:04", "person 1", Stopping, Case.Id);
        Assert.Null(fault);
        return clip!;
    }

    private protected static float[] Tone(int seconds) =>
        [.. Enumerable.Range(0, seconds * 48_000).Select(n => (float)(0.02 * Math.Sin(2 * Math.PI * 1000 * n / 48_000)))];

    /// <summary>The device seals a second of a tone and delivers it, and reports.</summary>
    private protected async Task<IReadOnlyList<byte[]>> DeliverAsync(string clip, int seconds = 1)
    {
        var grant = (await GrantAsync())!;
        var key = WrappedKey.NewKey();
        var blocks = SealedSound.Seal(key, clip, ClipWav.Write(clip, Device, From, 48_000, 120, [Tone(seconds)]));
        foreach (var (number, block) in blocks.Index())
        {
            var wrapped = number == 0 ? WrappedKey.Wrap(key, grant.Key, clip) : null;
            Assert.Equal(HttpStatusCode.NoContent, await PutAsync(clip, number, number == blocks.Count - 1, block, wrapped));
        }
        await (await Room.ServiceAsync<Captures>()).ReportAsync(Device, new()
        {
            T = From,
            Id = clip,
            Kind = EvidenceRecord.Sound,
            Span = seconds,
            Bytes = blocks.Sum(b => b.Length),
            Sha256 = [.. blocks.Select(Digest)],
            Why = "for the event of 23:04",
        }, Stopping);
        return blocks;
    }

    private protected async Task<HttpStatusCode> PutAsync(string clip, int number, bool last, byte[] block, string? wrapped)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Put, $"/api/v1/devices/{Device}/evidence/{clip}/blocks/{number}{(last ? "?last=true" : "")}")
        {
            Content = new ByteArrayContent(block),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Headers.Add("Digest-Sha256", Digest(block));
        if (wrapped is not null)
            request.Headers.Add("Sealed-Key", wrapped);
        using var answer = await Room.SendAsync(request);
        return answer.StatusCode;
    }

    private protected Task<HttpResponseMessage> OpenAsync(string clip, string? reason = "to hear the event of 23:04", string? token = null) =>
        PostAsync($"{Address}/clips/{clip}/open", new Opening(reason), token);

    private protected async Task<HttpResponseMessage> PostAsync<T>(string path, T body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return await Room.SendAsync(request);
    }

    private protected async Task<string> TokenAsync(string role) =>
        (await (await Room.ServiceAsync<Tokens>()).MakeAsync("a test", RoleNames.Find(role)!.Value, 1, Caller.Nobody)).Token!;

    private protected async Task<IReadOnlyList<AuditRow>> AuditedAsync(string text) =>
        await (await Room.ServiceAsync<AuditLog>()).FindAsync(text, null, 50, Stopping);

    private protected async Task<int> EraseAsync(FakeTimeProvider time)
    {
        using var folder = new TemporaryFolder();
        using var eraser = new ClipEraser(await Room.ServiceAsync<EvidenceSessions>(), await Room.ServiceAsync<CaseBook>(),
            await Room.ServiceAsync<CaseJournal>(), await Room.ServiceAsync<SealedClips>(), await Room.ServiceAsync<DisclosedCopies>(),
            await Room.ServiceAsync<SiteCatalog>(), await Room.ServiceAsync<AuditLog>(),
            new RetentionClock(Path.Combine(folder.Path, "clock"), time), time, new CollectedLog<ClipEraser>());
        return await eraser.EraseAsync(Stopping);
    }

    private protected string BytesFile(string clip) => Path.Combine(Room.Data, "clips", clip + ".sound");

    private protected static async Task<string> DetailAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Stopping)).GetProperty("detail").GetString()!;

    private protected static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
