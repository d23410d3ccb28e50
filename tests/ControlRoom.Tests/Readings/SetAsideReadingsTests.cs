using System.Text;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Tests.Spool;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

public class SetAsideReadingsTests
{
    [Theory]
    [InlineData("{\"a\":1,\n \"b\":[2]}", """{"a":1,"b":[2]}""")]
    [InlineData("""{"\ud800":1}""", null)]
    [InlineData("""{"a":"\udfff"}""", null)]
    [InlineData("no JSON", null)]
    public async Task A_record_is_kept_on_one_line_as_it_is_or_as_bytes_where_it_is_no_text(string record, string? kept)
    {
        await using var folder = new SpoolFolder();
        folder.Aside.Keep("lamp", Streams.Noise, Encoding.UTF8.GetBytes(record), "refused");
        var line = JsonDocument.Parse(Assert.Single(await File.ReadAllLinesAsync(folder.Aside.File, TestContext.Current.CancellationToken))).RootElement;
        var held = line.GetProperty("record");
        if (kept is not null)
            Assert.Equal(kept, held.GetRawText());
        else
            Assert.Equal(record, Encoding.UTF8.GetString(held.GetBytesFromBase64()));
    }
}
