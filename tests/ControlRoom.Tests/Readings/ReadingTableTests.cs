using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

public class ReadingTableTests
{
    public static TheoryData<string> Tables { get; } = [.. ReadingTable.All.Select(t => t.Stream)];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_field_on_the_wire_has_a_column_and_every_column_a_field(string stream)
    {
        var table = ReadingTable.All.Single(t => t.Stream == stream);
        var record = typeof(UpRecord).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(UpRecord)))
            .Single(t => t.Name == string.Concat(stream.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..])) + "Record");
        Assert.Equal(ContractsJson.Default.GetTypeInfo(record)!.Properties.Select(p => p.Name).Order(StringComparer.Ordinal),
            table.Columns.Select(c => c.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_stream_but_evidence_is_kept() => Assert.Equal(Streams.Sequenced.Except([Streams.Evidence]).Order(StringComparer.Ordinal),
        Tables.Select(t => t.Data).Order(StringComparer.Ordinal));
}
