using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Contracts.Tests;

/// <summary>Messages as released versions wrote them. A file here is never changed: a reader that no longer takes it loses a rolled-out device.</summary>
public class GoldenTests
{
    private static readonly string Folder = Path.Combine(Tree.Root, "tests", "Contracts.Tests", "golden", "v1");

    /// <summary>Some streams have a second file: message.case.json.</summary>
    public static TheoryData<string> Sequenced { get; } = [.. Files.Where(f => Streams.Sequenced.Contains(MessageOf(f)))];

    private static IEnumerable<string> Files => Directory.EnumerateFiles(Folder).Select(f => Path.GetFileNameWithoutExtension(f)!);

    [Theory]
    [MemberData(nameof(Sequenced))]
    public void A_record_of_version_1_is_read_and_written_back_without_loss(string file)
    {
        var golden = File.ReadAllBytes(FileOf(file));
        AssertSame(golden, RecordJson.Write(RecordJson.Read(MessageOf(file), golden)));
    }

    [Theory]
    [InlineData("status", typeof(StatusMessage))]
    [InlineData("status.config", typeof(StatusMessage))]
    [InlineData("ack", typeof(Acknowledgement[]))]
    [InlineData("command", typeof(Command))]
    [InlineData("config", typeof(PlaceConfiguration))]
    [InlineData("config.home", typeof(PlaceConfiguration))]
    [InlineData("alert", typeof(AlertMessage))]
    public void Another_message_of_version_1_is_read_and_written_back_without_loss(string message, Type type)
    {
        var golden = File.ReadAllBytes(FileOf(message));
        JsonTypeInfo json = ContractsJson.Default.GetTypeInfo(type)!;
        AssertSame(golden, JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize(golden, json), json));
    }

    [Fact]
    public void Every_kind_of_message_has_a_golden_file() =>
        Assert.Equal(Document.Channels.Order(), Files.Select(MessageOf).Distinct().Order());

    private static string MessageOf(string file) => file.Split('.')[0];

    private static string FileOf(string message) => Path.Combine(Folder, message + ".json");

    private static void AssertSame(byte[] golden, byte[] written) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(golden), JsonNode.Parse(written)), System.Text.Encoding.UTF8.GetString(written));
}
