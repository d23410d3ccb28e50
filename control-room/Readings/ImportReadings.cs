using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary><c>POST /api/v1/readings/import</c>: takes what <see cref="ExportReadings"/> gave, as often as one likes: every record is stored once.</summary>
internal static class ImportReadings
{
    private const int BatchRecords = 10_000, LongestLine = RecordJson.MaxBytes;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/readings/import", HandleAsync)
        .WithSummary("Stores records that were exported (NDJSON), each once, however often it is imported; the answer says how many lines there were.")
        .Accepts<byte[]>("application/x-ndjson")
        .WithMetadata(new DisableRequestSizeLimitAttribute());

    private static async Task<IResult> HandleAsync(HttpRequest request, IReadingStore store, ReadingWriter writer, CancellationToken cancellationToken)
    {
        await writer.CatchUpAsync(cancellationToken);
        var (batch, lines) = (new List<StoredRecord>(BatchRecords), 0L);
        try
        {
            await foreach (var line in LinesAsync(request.BodyReader, cancellationToken))
            {
                lines++;
                batch.Add(ReadingLine.Read(line));
                if (batch.Count < BatchRecords)
                    continue;
                await store.ImportAsync(batch, cancellationToken);
                batch.Clear();
            }
        }
        catch (RecordException e)
        {
            return Results.Problem($"Line {lines} does not read: {e.Message}. Lines before it may be stored; a second import does not double them.", statusCode: StatusCodes.Status400BadRequest);
        }
        await store.ImportAsync(batch, cancellationToken);
        return Results.Json(new { lines });
    }

    private static async IAsyncEnumerable<byte[]> LinesAsync(PipeReader body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            try
            {
                while (buffer.PositionOf((byte)'\n') is { } end)
                {
                    var line = buffer.Slice(0, end).ToArray();
                    buffer = buffer.Slice(buffer.GetPosition(1, end));
                    yield return line;
                }
                if (buffer.Length > LongestLine)
                    throw new RecordException($"the next has over {LongestLine} bytes");
                if (read.IsCompleted && buffer.Length > 0)
                    yield return buffer.ToArray();
            }
            finally
            {
                // Also where a line is refused: the server reads what is left of the request.
                body.AdvanceTo(buffer.Start, buffer.End);
            }
            if (read.IsCompleted)
                yield break;
        }
    }
}
