using Microsoft.AspNetCore.Http.Features;

namespace Solutions.Edge.ControlRoom.Http;

/// <summary>HEAD is answered by whatever answers GET, up to the first byte of its body: what would go on for hours, or for ever, ends there.</summary>
internal static class HeadAnswer
{
    public static void UseHead(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var (body, life) = (context.Features.GetRequiredFeature<IHttpResponseBodyFeature>(),
            context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>());
        var sent = new NoBody(body, enough);
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(sent));
        context.Features.Set<IHttpRequestLifetimeFeature>(new Answered { RequestAborted = enough.Token });
        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && sent.IsBegun)
        {
            // The headers are with the client.
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
            context.Features.Set(body);
            context.Features.Set(life);
        }
    });

    /// <summary>What sends a file takes the end for a client that went away, and would end the connection.</summary>
    private sealed class Answered : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; }

        public void Abort()
        {
        }
    }

    /// <summary>Takes bytes and drops them; the first end the answer.</summary>
    private sealed class NoBody(IHttpResponseBodyFeature head, CancellationTokenSource enough) : Stream
    {
        public bool IsBegun { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => BeginAsync(count).GetAwaiter().GetResult();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => new(BeginAsync(buffer.Length));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private async Task BeginAsync(int count)
        {
            if (count == 0 || IsBegun)
                return;
            IsBegun = true;
            // Sent before the end is signalled: what is interrupted must not make another answer of it.
            await head.StartAsync();
            await enough.CancelAsync();
        }
    }
}
