using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Live;

namespace Solutions.Edge.ControlRoom.Overview;

/// <summary><c>GET /live/strips</c>: server-sent events; the last two minutes first, then each second as it comes.</summary>
internal static class StreamStrips
{
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(125);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/live/strips",
        (LiveStrips strips, Feed feed, IHostApplicationLifetime life, CancellationToken cancellationToken) =>
            TypedResults.ServerSentEvents(FollowAsync(strips, feed, life.ApplicationStopping, cancellationToken)))
        .Needs(Right.SeeAlerts).ExcludeFromDescription();

    private static async IAsyncEnumerable<SseItem<string>> FollowAsync(
        LiveStrips strips, Feed feed, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var beats = feed.Subscribe<StripsBeat>();
        // Without this an open page would hold up the control room's stop.
        using var end = stopping.Register(beats.Dispose);
        yield return new(strips.Last(Shown).Json);
        await foreach (var beat in beats.Reader.ReadAllAsync(cancellationToken))
            yield return new(beat.Json);
    }
}
