using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Spool;

/// <summary>A spool in a folder of its own that can be closed, damaged and opened again.</summary>
internal sealed class SpoolFolder : IAsyncDisposable
{
    public const string Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f";
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();
    private readonly SpoolOptions? options;

    public SpoolFolder(SpoolOptions? options = null)
    {
        this.options = options;
        Spool = Open();
    }

    public FakeTimeProvider Time { get; } = new(Start);

    public RecordSpool Spool { get; private set; }

    public SetAsideReadings Aside => field ??= new(Path.Combine(folder.Path, "set-aside"), Time, NullLogger<SetAsideReadings>.Instance);

    public string Ledger => Path.Combine(folder.Path, "received.json");

    public IReadOnlyList<string> Segments => [.. Directory.EnumerateFiles(folder.Path, "*.spool").Order(StringComparer.Ordinal)];

    public IReadOnlyList<SpoolRecord> Records => [.. Spool.Read(0, Spool.Durable)];

    /// <summary>The numbers of what it holds, in order.</summary>
    public IEnumerable<long> Sequences => Records.Select(r => r.Seq);

    public async Task ReopenAsync(Action? between = null)
    {
        await Spool.DisposeAsync();
        between?.Invoke();
        Spool = Open();
    }

    /// <summary>The ledger as an orderly end leaves it.</summary>
    public async Task<byte[]> ClosedLedgerAsync()
    {
        await ReopenAsync();
        return await File.ReadAllBytesAsync(Ledger, TestContext.Current.CancellationToken);
    }

    public async Task<AppendResult> AppendAsync(params long[] sequences) =>
        await Spool.AppendAsync([.. sequences.Select(s => Entry(s))], TestContext.Current.CancellationToken);

    public SpoolEntry Entry(long seq, string stream = Streams.Noise, string payload = "{}", string device = "lamp") =>
        new(Time.GetUtcNow(), device, stream, Boot, seq, 1, Encoding.UTF8.GetBytes(payload));

    /// <summary>What carries its records to a store.</summary>
    public ReadingWriter Writer(IReadingStore store, SpoolReaders? readers = null) =>
        new(Spool, store, readers ?? new(), Aside, Time, NullLogger<ReadingWriter>.Instance);

    /// <summary>All that a store holds.</summary>
    public static async Task<IReadOnlyList<StoredRecord>> ExportAsync(IReadingStore store)
    {
        List<StoredRecord> records = [];
        await foreach (var record in store.ExportAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, devices: null, TestContext.Current.CancellationToken))
            records.Add(record);
        return records;
    }

    /// <summary>Changes the bytes of a segment on disk.</summary>
    public void Damage(int segment, long at, params byte[] bytes)
    {
        using var file = File.OpenWrite(Segments[segment]);
        file.Position = at;
        file.Write(bytes);
    }

    public async ValueTask DisposeAsync()
    {
        await Spool.DisposeAsync();
        folder.Dispose();
    }

    private RecordSpool Open() => RecordSpool.Open(folder.Path, Time, NullLogger<RecordSpool>.Instance, options);
}
