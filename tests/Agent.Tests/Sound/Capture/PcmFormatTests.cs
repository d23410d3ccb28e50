using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Sound.Capture;

namespace Solutions.Edge.Agent.Tests.Sound.Capture;

public class PcmFormatTests
{
    [Fact]
    public void The_formats_are_those_that_a_devices_file_may_name() => Assert.Equal(SoundOptions.Formats, PcmFormat.All.Select(f => f.Name));

    [Theory]
    [InlineData("s32", "000000E0", "00000040")]
    // The eight bits above 24 are the card's to choose.
    [InlineData("s24", "0000E0FF", "000040AB")]
    [InlineData("s24-3", "0000E0", "000040")]
    [InlineData("s16", "00E0", "0040")]
    public void Each_channel_is_a_share_of_full_scale(string name, string left, string right)
    {
        var format = PcmFormat.All.Single(f => f.Name == name);
        var frames = Convert.FromHexString(left + right + right + left);
        var samples = new float[2];
        format.Convert(frames, 2, 0, samples);
        Assert.Equal([-0.25f, 0.5f], samples);
        format.Convert(frames, 2, 1, samples);
        Assert.Equal([0.5f, -0.25f], samples);
    }
}
