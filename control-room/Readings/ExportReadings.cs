using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary><c>GET /api/v1/readings/export?from=&amp;to=</c>: every stored record with from ≤ t &lt; to, one a line.</summary>
internal static class ExportReadings
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/readings/export", Handle)
        .Needs(Right.MoveReadings).Audited()
        .WithSummary("All stored records from ≤ t < to as NDJSON: device, stream, and the record as the device sent it, levels to 0.01 dB.")
        .WithDescription("Stream by stream, device by device, in time. An answer that breaks off is not all there is: ask again. "
            + "Readings of homes are in it for roles that see homes.");

    private static IResult Handle(IReadingStore store, SiteCatalog sites, Caller caller, CancellationToken cancellationToken,
        string? from = null, string? to = null)
    {
        if (QueryValue.FindFault(from, to, out var range) is { } wrong)
            return wrong;
        return Results.Stream(async body =>
        {
            await foreach (var record in store.ExportAsync(range.From, range.To, devices: null, cancellationToken))
            {
                if (caller.SeesAt(sites, record.Device, record.Record.T))
                    await body.WriteAsync(ReadingLine.Write(record), cancellationToken);
            }
        }, "application/x-ndjson");
    }
}
