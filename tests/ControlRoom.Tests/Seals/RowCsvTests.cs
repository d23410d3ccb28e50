using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Tests.Readings;

namespace Solutions.Edge.ControlRoom.Tests.Seals;

public class RowCsvTests
{
    [Fact]
    public void Every_kind_of_row_comes_back_from_text_as_it_was_sealed() => Assert.All(EveryKind.All, stored =>
    {
        var layout = RowLayout.Find(RowLayout.StreamOf(stored.Record))!;
        var read = RowCsv.Read(layout, RowCsv.Line(layout, stored.Record));
        Assert.Equal(layout.Values(stored.Record), layout.Values(read));
        Assert.Equal(SealedRow.Leaf(stored.Record), SealedRow.Leaf(read));
        Assert.Equal(layout.Fields.Count, RowCsv.Header(layout).Split(',').Length);
    });

    [Theory]
    [InlineData("1,2", "cells")]
    [InlineData("yesterday,9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f,synced,1,1,1,0,,,,", "'yesterday' is no instant")]
    public void A_row_that_is_none_is_refused_with_what_is_wrong(string line, string says) => Assert.Contains(says,
        Assert.Throws<RecordException>(() => RowCsv.Read(RowLayout.Find(Streams.Environment)!, line)).Message, StringComparison.Ordinal);
}
