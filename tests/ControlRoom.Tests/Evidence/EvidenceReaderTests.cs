using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Evidence;
using Solutions.Edge.ControlRoom.Live;
using Solutions.Edge.ControlRoom.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Evidence;

public class EvidenceReaderTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_a_device_says_goes_from_the_spool_to_its_capture_and_a_reader_that_starts_again_goes_on_after_it()
    {
        using var database = await new SqliteEngine().CreateAsync();
        var captures = new Captures(database.Folder, database.Databases, new Feed(), TimeProvider.System);
        foreach (var id in new[] { "a1", "a2" })
            await captures.ExpectAsync(id, EvidenceRecord.Still, "lamp", "street", At.ToUnixTimeMilliseconds(), "DISORDER");
        await using var spool = RecordSpool.Open(Path.Combine(database.Folder, "spool"), TimeProvider.System, NullLogger<RecordSpool>.Instance);
        await AppendAsync(spool, "a1", 1);
        Assert.Equal(spool.Durable, await ReadAsync(spool, captures, database, "a1"));
        Assert.Equal((CaptureCheck.None, At.AddSeconds(172)), (captures.Facts("a1")!.Check, captures.Facts("a1")!.Nearest));

        await AppendAsync(spool, "a2", 2);
        // Asked for anew: what was read before is not read again.
        await captures.EraseAsync(At.AddDays(1), CancellationToken.None);
        foreach (var id in new[] { "a1", "a2" })
            await captures.ExpectAsync(id, EvidenceRecord.Still, "lamp", "street", At.ToUnixTimeMilliseconds(), "DISORDER");
        await ReadAsync(spool, captures, database, "a2");
        Assert.Equal(CaptureCheck.Unchecked, captures.Facts("a1")!.Check);
    }

    private static async Task AppendAsync(RecordSpool spool, string id, long seq)
    {
        var record = new EvidenceRecord
        {
            Boot = new string('a', 32),
            Bn = 1,
            Seq = seq,
            T = At,
            Id = id,
            Kind = EvidenceRecord.Still,
            Span = 0,
            Bytes = 0,
            Sha256 = [],
            Why = "DISORDER",
            Nearest = At.AddSeconds(172),
        };
        await spool.AppendAsync([new(At, "lamp", Streams.Evidence, record.Boot, record.Seq, record.V, RecordJson.Write(record))],
            TestContext.Current.CancellationToken);
    }

    /// <summary>Reads until a capture is reported.</summary>
    /// <returns>Where the reader stands then.</returns>
    private static async Task<long?> ReadAsync(RecordSpool spool, Captures captures, TestDatabase database, string until)
    {
        var readers = new SpoolReaders();
        using var reader = new EvidenceReader(spool, readers, captures, database.Databases, TimeProvider.System, NullLogger<EvidenceReader>.Instance);
        await reader.StartAsync(CancellationToken.None);
        await Eventually.IsTrueAsync("record of the evidence", () => Task.FromResult(captures.Facts(until)!.Check == CaptureCheck.None
            && readers.Position(SpoolReaders.Evidence) == spool.Durable));
        await reader.StopAsync(CancellationToken.None);
        return readers.Position(SpoolReaders.Evidence);
    }
}
