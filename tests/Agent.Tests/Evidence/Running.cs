using Microsoft.Extensions.Hosting;
using Solutions.Edge.Agent.Evidence;

namespace Solutions.Edge.Agent.Tests.Evidence;

/// <summary>A sender that runs until it is disposed.</summary>
internal sealed class Running(BackgroundService sender, BlockUpload upload) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await sender.StopAsync(CancellationToken.None);
        sender.Dispose();
        upload.Dispose();
    }
}
