using System.Collections.Concurrent;
using System.Net;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Evidence;

/// <summary>A control room's receiving end on a free port: answers with the given status codes, the last one for ever, and keeps what came.</summary>
internal sealed class StillReceiver : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task serving;

    public StillReceiver(params HttpStatusCode[] answers)
    {
        Address = new($"http://127.0.0.1:{FreePort.Take(1)[0]}/");
        listener.Prefixes.Add(Address.ToString());
        listener.Start();
        serving = ServeAsync(new(answers));
    }

    public Uri Address { get; }

    public ConcurrentQueue<(string Request, string? Type, string? Digest, byte[] Body)> Received { get; } = new();

    /// <summary>The capture time that each block came with; empty = none.</summary>
    public ConcurrentQueue<string> CaptureTimes { get; } = new();

    /// <summary>The wrapped key that each block came with; empty = none.</summary>
    public ConcurrentQueue<string> SealedKeys { get; } = new();

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        listener.Close();
    }

    private async Task ServeAsync(Queue<HttpStatusCode> answers)
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            CaptureTimes.Enqueue(context.Request.Headers["Captured-At"] ?? "");
            SealedKeys.Enqueue(context.Request.Headers["Sealed-Key"] ?? "");
            Received.Enqueue(($"{context.Request.HttpMethod} {context.Request.RawUrl}",
                context.Request.ContentType, context.Request.Headers["Digest-Sha256"], body.ToArray()));
            context.Response.StatusCode = (int)(answers.Count > 1 ? answers.Dequeue() : answers.Peek());
            context.Response.Close();
        }
    }
}
