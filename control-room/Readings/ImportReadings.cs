using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary><c>POST /api/v1/readings/import</c>: takes what <see cref="ExportReadings"/> gave, as often as one likes: every record is stored once.</summary>
internal static class ImportReadings
{
    /// <summary>What is stored at once: the first that is reached. Memory is taken by bytes, a transaction's time by records.</summary>
    private const int BatchRecords = 10_000, BatchBytes = 4 * 1024 * 1024;

    private const int LongestLine = RecordJson.MaxBytes;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/readings/import", HandleAsync).Needs(Right.MoveReadings)
        .WithSummary("Stores records that were exported (NDJSON), each once, however often it is imported; the answer says how many lines there were.")
        .Accepts<byte[]>("application/x-ndjson")
        .WithDescription("setAside: how many of them the store does not take; they are kept in a file in the data folder.")
        .WithMetadata(new DisableRequestSizeLimitAttribute()).AddEndpointFilter<StoreIsAway>();

    private static async Task<IResult> HandleAsync(
        HttpRequest request, IReadingStore store, ReadingWriter writer, SetAsideReadings aside, CancellationToken cancellationToken)
    {
        await writer.CatchUpAsync(cancellationToken);
        var (batch, bytes, lines, refused) = (new List<StoredRecord>(), 0, 0L, 0L);
        try
        {
            await foreach (var line in LinesAsync(request.BodyReader, cancellationToken))
            {
                lines++;
                batch.Add(ReadingLine.Read(line));
                bytes += line.Length;
                if (batch.Count >= BatchRecords || bytes >= BatchBytes)
                    await StoreAsync();
            }
        }
        catch (RecordException e)
        {
            return Results.Problem($"Line {lines} does not read: {e.Message}. Lines before it may be stored; a second import does not double them.",
                statusCode: StatusCodes.Status400BadRequest);
        }
        await StoreAsync();
        return Results.Json(new { lines, setAside = refused });

        async Task StoreAsync()
        {
            await Halving.EachAsync<StoredRecord>(batch.ToArray(), part => store.ImportAsync(part, cancellationToken), (record, reason) =>
            {
                refused++;
                aside.Keep(record.Device, ReadingTable.Of(record.Record).Stream, RecordJson.Write(record.Record), reason);
                return Task.CompletedTask;
            });
            batch.Clear();
            bytes = 0;
        }
    }

    /// <summary>Each in memory that it has until the next is asked for.</summary>
    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> LinesAsync(PipeReader body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var line = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            try
            {
                while (buffer.PositionOf((byte)'\n') is { } end)
                {
                    yield return Line(buffer.Slice(0, end));
                    buffer = buffer.Slice(buffer.GetPosition(1, end));
                }
                if (buffer.Length > LongestLine)
                    throw new RecordException($"the next has over {LongestLine} bytes");
                if (read.IsCompleted && buffer.Length > 0)
                    yield return Line(buffer);
            }
            finally
            {
                // Also where a line is refused: the server reads what is left of the request.
                body.AdvanceTo(buffer.Start, buffer.End);
            }
            if (read.IsCompleted)
                yield break;
        }

        ReadOnlyMemory<byte> Line(ReadOnlySequence<byte> bytes)
        {
            line.ResetWrittenCount();
            foreach (var part in bytes)
                line.Write(part.Span);
            return line.WrittenMemory;
        }
    }
}
