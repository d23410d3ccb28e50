using System.IO.Compression;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Nights;

/// <summary>What a page reads of a night is what was stored, second by second.</summary>
public class NightSecondsTests
{
    private static readonly Night Night = Night.Of(new(2026, 11, 23), TimeZoneInfo.Utc);

    [Fact]
    public void Levels_from_one_end_of_the_scale_to_the_other_come_back_to_a_hundredth()
    {
        double?[] levels = [25.31, 25.31, 120, -96.12, 220, -327.68, 327.67, null, 0, 25.3, null, null, 41.07];
        var read = Read(NightSeconds.Write(Night, levels.Select((level, i) => Second(i, level))));
        Assert.Equal(28_800, read.Count);
        Assert.Equal(levels, read.Take(levels.Length).Select(s => s.LAeq));
    }

    [Fact]
    public void A_level_that_no_sound_has_is_the_nearest_that_can_be_written() =>
        Assert.Equal([327.67, -327.68, 30], Read(NightSeconds.Write(Night, [Second(0, 1e9), Second(1, -1e9), Second(2, 30)])).Take(3).Select(s => s.LAeq));

    [Fact]
    public void A_second_without_a_record_is_missing_and_one_without_a_level_says_so()
    {
        var read = Read(NightSeconds.Write(Night, [Second(1, 30), Second(3, null, "no-signal"), Second(4, null)]));
        Assert.Equal([SecondDoubt.Missing, SecondDoubt.None, SecondDoubt.Missing, SecondDoubt.NoSignal, SecondDoubt.NoSignal, SecondDoubt.Missing],
            read.Take(6).Select(s => s.Doubt));
        Assert.All(read.Skip(5), s => Assert.Equal((null, SecondDoubt.Missing), s));
    }

    [Theory]
    [InlineData("overload", SecondDoubt.Overload)]
    [InlineData("under-range", SecondDoubt.UnderRange)]
    [InlineData("calibration-doubt", SecondDoubt.Calibration)]
    [InlineData("wind", SecondDoubt.Wind)]
    [InlineData("lost-samples", SecondDoubt.LostSamples)]
    [InlineData("seeded", SecondDoubt.Seeded)]
    [InlineData("segment", SecondDoubt.None)]
    [InlineData("overload wind", SecondDoubt.Overload | SecondDoubt.Wind)]
    public void What_is_doubtful_comes_along(string flags, object doubt) =>
        Assert.Equal((30, (SecondDoubt)doubt), Read(NightSeconds.Write(Night, [Second(0, 30, flags.Split(' '))]))[0]);

    [Fact]
    public void What_is_not_of_the_night_is_left_out_and_of_two_records_of_a_second_one_with_a_level_stands()
    {
        var read = Read(NightSeconds.Write(Night, [Second(-1, 90), Second(28_800, 90), Second(0, null), Second(0, 30), Second(0, 60), Second(28_799, 31)]));
        Assert.Equal((30, 31, 28_798), (read[0].LAeq, read[^1].LAeq, read.Count(s => s.LAeq is null)));
    }

    [Fact]
    public void A_restless_night_is_less_than_100_kB_on_the_line()
    {
        var own = new Random(1);
        var bytes = NightSeconds.Write(Night, Enumerable.Range(0, 28_800).Select(i => Second(i, 35 + 6 * Math.Sin(i / 700.0) + 3 * own.NextDouble())));
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            brotli.Write(bytes);
        Assert.InRange(packed.Length, 1, 100_000);
    }

    private static NoiseReading Second(int at, double? level, params string[] flags) => new(Night.From.AddSeconds(at), level, level, null) { Flags = flags };

    /// <summary>By the layout as it is described.</summary>
    private static List<(double? LAeq, SecondDoubt Doubt)> Read(byte[] bytes)
    {
        var (count, last, read) = (BitConverter.ToInt32(bytes), 0, new List<(double?, SecondDoubt)>());
        Assert.Equal(4 + 3 * count, bytes.Length);
        for (var i = 0; i < count; i++)
        {
            var zigzag = bytes[4 + i] + 256 * bytes[4 + count + i];
            var step = zigzag % 2 == 0 ? zigzag / 2 : -(zigzag + 1) / 2;
            last = (last + step + 3 * 32_768) % 65_536 - 32_768;
            var doubt = (SecondDoubt)bytes[4 + 2 * count + i];
            read.Add(((doubt & (SecondDoubt.Missing | SecondDoubt.NoSignal)) == SecondDoubt.None ? Math.Round(last / 100.0, 2) : null, doubt));
        }
        return read;
    }
}
