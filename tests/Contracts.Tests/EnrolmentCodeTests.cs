namespace Solutions.Edge.Contracts.Tests;

public class EnrolmentCodeTests
{
    private static readonly EnrolmentCode Code = EnrolmentCode.New("room.example", 8444, new byte[32]);

    [Theory]
    [InlineData("room.example")]
    [InlineData("192.0.2.7")]
    [InlineData("[2001:db8::7]")]
    public void A_code_reads_as_it_was_written(string host)
    {
        var written = Code with { Host = host };
        Assert.True(EnrolmentCode.TryRead(written.ToString(), out var read, out _));
        Assert.Equal(written, read);
    }

    [Fact]
    public void White_space_of_a_terminal_is_passed_over()
    {
        var text = Code.ToString();
        Assert.True(EnrolmentCode.TryRead($" {text[..40]}\r\n  {text[40..]}\n", out var read, out _));
        Assert.Equal(Code, read);
    }

    [Fact]
    public void A_secret_has_128_bits_and_no_two_are_the_same()
    {
        var other = EnrolmentCode.New("room.example", 8444, new byte[32]);
        Assert.Equal(16, System.Buffers.Text.Base64Url.DecodeFromChars(Code.Secret).Length);
        Assert.NotEqual(Code.Secret, other.Secret);
    }

    [Fact]
    public void Every_single_character_that_is_lost_or_changed_is_found()
    {
        var text = Code.ToString();
        for (var i = 0; i < text.Length; i++)
        {
            Assert.False(EnrolmentCode.TryRead(text.Remove(i, 1), out _, out var lost), $"without character {i}");
            Assert.NotEmpty(lost);
            Assert.False(EnrolmentCode.TryRead(text[..i] + (text[i] == 'x' ? 'y' : 'x') + text[(i + 1)..], out _, out _), $"with another character {i}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("http://room.example")]
    [InlineData("/.")]
    public void What_is_no_code_is_refused_with_a_reason(string text)
    {
        Assert.False(EnrolmentCode.TryRead(text, out _, out var fault));
        Assert.NotEmpty(fault);
    }
}
