using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>A control room for all tests of a class that only look.</summary>
public sealed class RestingRoom : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    internal IControlRoom Room { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Room = await RoomInside.StartAsync(SitesFileWriter.Write(folder.Path, OperatorPage.AlleyAndHome), new Dictionary<string, string>());

    public async ValueTask DisposeAsync()
    {
        await Room.DisposeAsync();
        folder.Dispose();
    }
}
