using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Solutions.Edge.Contracts.Tests;

/// <summary>asyncapi.yaml states what the code does, and the code does nothing that it does not state.</summary>
public class DocumentTests
{
    private static readonly Dictionary<string, JsonTypeInfo> TypeOf = new()
    {
        ["record"] = ContractsJson.Default.RecordHead,
        ["noise"] = ContractsJson.Default.NoiseRecord,
        ["noise-minute"] = ContractsJson.Default.NoiseMinuteRecord,
        ["sound"] = ContractsJson.Default.SoundRecord,
        ["motion"] = ContractsJson.Default.MotionRecord,
        ["camera"] = ContractsJson.Default.CameraRecord,
        ["gate"] = ContractsJson.Default.GateRecord,
        ["environment"] = ContractsJson.Default.EnvironmentRecord,
        ["evidence"] = ContractsJson.Default.EvidenceRecord,
        ["seal"] = ContractsJson.Default.SealRecord,
        ["heartbeat"] = ContractsJson.Default.HeartbeatRecord,
        ["status"] = ContractsJson.Default.StatusMessage,
        ["ack"] = ContractsJson.Default.Acknowledgement,
        ["command"] = ContractsJson.Default.Command,
        ["config"] = ContractsJson.Default.PlaceConfiguration,
        ["alert"] = ContractsJson.Default.AlertMessage,
    };

    public static TheoryData<string> Schemas { get; } = [.. TypeOf.Keys];

    public static TheoryData<string> Sequenced { get; } = [.. Streams.Sequenced];

    [Fact]
    public void Every_topic_of_the_code_is_a_channel_and_every_channel_a_topic()
    {
        const string device = "{device}";
        var topics = Streams.Sequenced.Concat([Streams.Status, Streams.Packed]).Select(s => Topics.Up(device, s))
            .Concat([Topics.DownAck(device), Topics.DownPacked(device), Topics.DownCommand(device), Topics.DownConfig(device),
                Topics.Alert("{site}", "{alert}")]);
        Assert.Equal(topics.Order(), Document.Channels.Select(Document.AddressOf).Order());
    }

    [Fact]
    public void Every_message_but_an_acknowledgement_goes_at_least_once_and_only_status_and_alerts_are_retained()
    {
        var operations = Document.Root["operations"]!.AsObject().Select(o => o.Value!).ToList();
        Assert.All(operations, o => Assert.Equal(ChannelOf(o) is "ack" or "packed-ack" ? 0 : 1, (long)o["bindings"]!["mqtt"]!["qos"]!));
        var retained = operations.Where(o => (bool)o["bindings"]!["mqtt"]!["retain"]!).Select(ChannelOf);
        Assert.Equal(["alert", "status"], retained.Order());
        Assert.Equal(Document.Channels.Order(), operations.Select(ChannelOf).Order());
    }

    [Fact]
    public void What_goes_up_is_received_and_everything_else_is_sent() => Assert.All(Document.Root["operations"]!.AsObject(), o =>
        Assert.Equal(Document.AddressOf(ChannelOf(o.Value!)).Contains("/up/", StringComparison.Ordinal) ? "receive" : "send", (string)o.Value!["action"]!));

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Every_property_stands_in_both_with_the_same_demand_and_the_same_null(string schema)
    {
        var described = Document.Properties(schema);
        var required = Document.Required(schema);
        Assert.Equal(
            TypeOf[schema].Properties.Select(p => (p.Name, Required: p.IsRequired, Null: MayBeNull(p))).OrderBy(p => p.Name, StringComparer.Ordinal),
            described.Select(p => (Name: p.Key, Required: required.Contains(p.Key), Null: Document.Types(p.Value).Contains("null")))
                .OrderBy(p => p.Name, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Sequenced))]
    public void An_example_reads_as_a_record_and_uses_only_what_is_described(string stream)
    {
        var described = Document.Properties(stream).Keys.ToHashSet();
        Assert.All(Document.Examples(stream), example =>
        {
            Assert.Equal(TypeOf[stream].Type, Read(stream, example).GetType());
            Assert.Subset(described, example.AsObject().Select(p => p.Key).ToHashSet());
        });
    }

    /// <summary>What a kind of sound has no use for is left out and not written as null: older readers' records stay as they were.</summary>
    [Fact]
    public void The_examples_of_sounds_come_back_as_they_were() => Assert.All(Document.Examples("sound"), example =>
        Assert.True(JsonNode.DeepEquals(example, JsonNode.Parse(RecordJson.Write(Read("sound", example)))), example.ToJsonString()));

    [Theory]
    [MemberData(nameof(Sequenced))]
    public void A_record_of_nothing_but_what_is_required_reads_and_can_be_written_again(string stream)
    {
        var required = Document.Required(stream);
        var least = new JsonObject(
            Document.Examples(stream).First().AsObject().Where(p => required.Contains(p.Key)).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
        Assert.NotEmpty(RecordJson.Write(Read(stream, least)));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("command")]
    [InlineData("config")]
    [InlineData("alert")]
    public void An_example_of_another_message_comes_back_as_it_was(string message) => Assert.All(Document.Examples(message), example =>
    {
        var read = example.Deserialize(TypeOf[message]);
        Assert.True(JsonNode.DeepEquals(example, JsonSerializer.SerializeToNode(read, TypeOf[message])), example.ToJsonString());
    });

    [Fact]
    public void The_example_of_an_acknowledgement_comes_back_as_it_was()
    {
        var example = Assert.Single(Document.Examples("ack"));
        var read = example.Deserialize(ContractsJson.Default.AcknowledgementArray)!;
        Assert.Equal(4711, read[0].Through);
        Assert.True(JsonNode.DeepEquals(example, JsonSerializer.SerializeToNode(read, ContractsJson.Default.AcknowledgementArray)));
    }

    [Theory]
    [MemberData(nameof(Sequenced))]
    public void The_ends_of_a_described_range_are_taken_and_what_lies_beyond_is_refused_by_name(string stream)
    {
        foreach (var (name, property) in Document.Properties(stream).Where(p => p.Key != "v"))
        {
            AssertEnd(stream, name, property["minimum"], beyond: -1);
            AssertEnd(stream, name, property["maximum"], beyond: 1);
        }
    }

    [Theory]
    [MemberData(nameof(Sequenced))]
    public void Every_text_and_every_list_has_a_length_that_is_taken_and_one_more_is_refused_by_name(string stream)
    {
        foreach (var (name, property) in Document.Properties(stream))
        {
            foreach (var (most, taken, beyond) in Lengths(property))
            {
                Assert.True(most is not null, $"{stream}.{name} has no length");
                Read(stream, With(stream, name, taken));
                var refused = Assert.Throws<RecordException>(() => Read(stream, With(stream, name, beyond)));
                Assert.StartsWith(name, refused.Message, StringComparison.Ordinal);
                Assert.InRange(refused.Message.Length, 1, 300);
            }
        }
    }

    [Fact]
    public void Words_are_described_as_they_are_written()
    {
        AssertWords<TimeQuality>("record", "tq");
        AssertWords<ContactState>("gate", "contact");
        AssertWords<ContactState>("gate", "enclosure");
        AssertWords<BoltState>("gate", "bolt");
        AssertWords<FindingState>("camera", "state");
        AssertWords<CrowdBand>("motion", "crowd");
        AssertWords<AlertState>("alert", "state");
        Assert.Equal(["mains", "battery"], Document.Properties("heartbeat")["power"]["properties"]!["source"]!["enum"]!.AsArray().Select(w => (string)w!));
        Assert.Equal(Streams.Sequenced, Document.Properties("ack")["stream"]["enum"]!.AsArray().Select(s => (string)s!));
    }

    private static void AssertWords<T>(string schema, string property) where T : struct, Enum => Assert.Equal(
        Enum.GetValues<T>().Select(v => JsonSerializer.SerializeToNode(v, ContractsJson.Default.Options)!.GetValue<string>()),
        Document.Properties(schema)[property]["enum"]!.AsArray().Where(w => w is not null).Select(w => (string)w!));

    private static void AssertEnd(string stream, string name, JsonNode? end, int beyond)
    {
        if (end is null)
            return;
        var record = Document.Examples(stream).First().DeepClone();
        record[name] = end.DeepClone();
        Read(stream, record);
        record[name] = end.GetValue<long>() + beyond;
        var refused = Assert.Throws<RecordException>(() => Read(stream, record));
        Assert.StartsWith($"{name} is {end.GetValue<long>() + beyond}; it must be ", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Of what may be long: the most there may be, a value of just that and one beyond it.</summary>
    private static IEnumerable<(long? Most, JsonNode Taken, JsonNode Beyond)> Lengths(JsonObject property)
    {
        var types = Document.Types(property);
        if (types.Contains("string") && property["enum"] is null && property["format"] is null && property["pattern"] is null)
            yield return Length(property["maxLength"], Text);
        if (types.Contains("array"))
        {
            var items = property["items"]!.AsObject();
            yield return Length(property["maxItems"], most => List(Item(items), most));
            if ((string?)items["type"] == "string")
                yield return Length(items["maxLength"], most => new JsonArray(Text(most)));
        }
        if (!types.Contains("object") || property["additionalProperties"] is not JsonObject values)
            yield break;
        yield return Length(property["maxProperties"],
            most => new JsonObject(Enumerable.Range(0, most).Select(n => Named(n.ToString(CultureInfo.InvariantCulture)))));
        yield return Length(property["propertyNames"]?["maxLength"], most => new JsonObject([Named(new('x', most))]));

        KeyValuePair<string, JsonNode?> Named(string name) => KeyValuePair.Create(name, (JsonNode?)Item(values));
    }

    private static (long? Most, JsonNode Taken, JsonNode Beyond) Length(JsonNode? limit, Func<int, JsonNode> value)
    {
        var most = (int)((long?)limit ?? 0);
        return ((long?)limit, value(most), value(most + 1));
    }

    private static JsonValue Text(int length) => JsonValue.Create(new string('a', length));

    private static JsonArray List(JsonNode item, int length) => new([.. Enumerable.Range(0, length).Select(_ => item.DeepClone())]);

    private static JsonNode Item(JsonObject schema) => (string?)schema["type"] switch
    {
        "string" => Text((int)((long?)schema["minLength"] ?? 1)),
        "array" => List(JsonValue.Create(1), (int)(long)schema["minItems"]!),
        "object" => new JsonObject(),
        _ => 1,
    };

    private static JsonNode With(string stream, string name, JsonNode value)
    {
        var record = Document.Examples(stream).First().DeepClone();
        record[name] = value;
        return record;
    }

    private static UpRecord Read(string stream, JsonNode record) => RecordJson.Read(stream, JsonSerializer.SerializeToUtf8Bytes(record));

    private static string ChannelOf(JsonNode operation) => ((string)operation["channel"]!["$ref"]!).Split('/')[^1];

    private static bool MayBeNull(JsonPropertyInfo property) =>
        property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is not null : property.IsGetNullable;
}
