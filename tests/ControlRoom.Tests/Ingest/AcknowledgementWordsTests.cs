using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Ingest;

namespace Solutions.Edge.ControlRoom.Tests.Ingest;

public class AcknowledgementWordsTests
{
    private static readonly string Boot = Ids.New();

    [Fact]
    public void However_many_ranges_and_streams_there_are_every_message_is_one_that_the_contract_allows()
    {
        var words = Enumerable.Range(0, 300).Select(n => new Acknowledgement(Boot, $"stream-{n}", 1))
            .Append(new(Boot, Streams.Noise, 7, [.. Enumerable.Range(0, 60_000).Select(n => new[] { 1_000_000_000_000 + 3 * n, 1_000_000_000_001 + 3 * n })],
                [[9, 9]]));
        var messages = AcknowledgementWords.Messages(words).ToList();
        Assert.All(messages, m => Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(m, ContractsJson.Default.AcknowledgementArray).Length, 1,
            RecordJson.MaxBytes));
        Assert.All(messages, m => Assert.InRange(m.Length, 1, RecordJson.MaxRecords));
        var noise = messages.SelectMany(m => m).Where(w => w.Stream == Streams.Noise).ToList();
        Assert.Equal(60_000, noise.SelectMany(w => w.Also!).Select(r => r[0]).Distinct().Count());
        Assert.All(noise, w => Assert.Equal(7, w.Through));
        Assert.Equal([[9, 9]], Assert.Single(noise, w => w.Refused is not null).Refused!);
        Assert.Equal(301, messages.SelectMany(m => m).Select(w => w.Stream).Distinct().Count());
        var largest = messages.MaxBy(m => JsonSerializer.SerializeToUtf8Bytes(m, ContractsJson.Default.AcknowledgementArray).Length)!;
        var packed = PackedMessage.Pack([new(PackedMessage.Ack,
            [.. largest.Select(w => new ReadOnlyMemory<byte>(JsonSerializer.SerializeToUtf8Bytes(w, ContractsJson.Default.Acknowledgement)))])]);
        Assert.Equal(largest.Length, Assert.Single(PackedMessage.Unpack(packed)).Records.Count);
    }

    [Fact]
    public void A_stream_that_is_kept_in_two_places_is_one_word()
    {
        var word = AcknowledgementWords.Of(Boot, Streams.Noise, [new(Boot, Streams.Noise, 2), new(Boot, Streams.Noise, 0, [[3, 5], [8, 9]])], [7, 12, 13])!;
        Assert.Equal(5, word.Through);
        Assert.Equal([[8, 9]], word.Also!);
        Assert.Equal([[7, 7], [12, 13]], word.Refused!);
    }

    [Fact]
    public void A_stream_of_which_all_is_refused_has_a_word_and_one_of_which_nothing_is_known_has_none()
    {
        Assert.Equal(0, AcknowledgementWords.Of(Boot, Streams.Noise, [], [1])!.Through);
        Assert.Null(AcknowledgementWords.Of(Boot, Streams.Noise, [], []));
    }

    [Fact]
    public void What_is_not_refused_says_nothing_of_it() => Assert.DoesNotContain("refused",
        JsonSerializer.Serialize(new(Boot, Streams.Noise, 1), ContractsJson.Default.Acknowledgement), StringComparison.Ordinal);
}
