using System.Text;

namespace Solutions.Edge.Contracts.Tests;

public class PackedJsonTests
{
    [Fact]
    public void What_was_packed_comes_back_as_it_was()
    {
        var message = Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat("{\"v\":1,\"LAeq\":52.31}", 120)) + "]");
        var packed = PackedJson.Pack(message);
        Assert.True(packed.Length < message.Length / 10);
        Assert.Equal(message, PackedJson.Unpack(packed));
    }

    [Fact]
    public void What_does_not_unpack_or_would_be_longer_than_any_message_is_refused()
    {
        Assert.Contains("does not unpack", Assert.Throws<RecordException>(() => PackedJson.Unpack("{\"v\":1}"u8)).Message, StringComparison.Ordinal);
        Assert.Throws<RecordException>(() => PackedJson.Unpack(PackedJson.Pack(new byte[RecordJson.MaxBytes + 1])));
        Assert.Equal(RecordJson.MaxBytes, PackedJson.Unpack(PackedJson.Pack(new byte[RecordJson.MaxBytes])).Length);
    }
}
