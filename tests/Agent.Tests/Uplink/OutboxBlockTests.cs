using System.Text;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Uplink;

public class OutboxBlockTests
{
    private const int Blocks = 5;

    private readonly Random random = new(20261124);

    [Fact]
    public void What_is_written_is_read_again_in_order()
    {
        for (var round = 0; round < 200; round++)
        {
            var written = Enumerable.Range(0, random.Next(1, 30)).Select(_ => Any()).ToList();
            var file = written.Chunk(random.Next(1, 10)).SelectMany(OutboxBlock.Write).ToArray();
            var read = OutboxBlock.Read(file);
            Assert.Equal(written.Select(Shown), read.Records.Select(Shown));
            Assert.Equal((0, file.Length), (read.Damaged, read.End));
        }
    }

    [Fact]
    public void A_damaged_byte_costs_the_block_it_is_in_and_is_counted()
    {
        for (var round = 0; round < 500; round++)
        {
            var (file, blocks) = AFile();
            var at = random.Next(file.Length);
            file[at] ^= (byte)random.Next(1, 256);
            var hit = blocks.FindIndex(b => at < b.End);
            var read = OutboxBlock.Read(file);
            Assert.Equal(blocks.Where((_, n) => n != hit).SelectMany(b => b.Records).Select(Shown), read.Records.Select(Shown));
            Assert.Equal(1, read.Damaged);
        }
    }

    [Fact]
    public void A_torn_tail_costs_nothing_before_it_and_the_end_of_what_is_good_is_returned()
    {
        for (var round = 0; round < 500; round++)
        {
            var (file, blocks) = AFile();
            var length = random.Next(file.Length);
            var read = OutboxBlock.Read(file.AsMemory(0, length));
            var whole = blocks.Where(b => b.End <= length).ToList();
            Assert.Equal(whole.SelectMany(b => b.Records).Select(Shown), read.Records.Select(Shown));
            Assert.Equal(whole.Count == 0 ? 0 : whole[^1].End, read.End);
        }
    }

    /// <summary>As it was written before frames had one library.</summary>
    [Fact]
    public void The_file_of_an_earlier_version_is_read_and_written_alike()
    {
        var file = Convert.FromHexString(
            "534562315F00000084000000D5373CB513830000E46C1B78F290D8ADBF18D2E894E212196E700C01505C49EAA14C386C8CE1081A531A3D24F9405ADAA95E36"
            + "692D5A36643DEF584D1BD2E65DD6A7837511BB5A19930F96150AB06DF07BC03ECEF9EDC7589A97AB2AFB1B0AC910FF01"
            + "534562314200000043000000B334E9D413420000E472DBB42F44EE439A786BB8258E4E841285469201A20D45EA64AD1ADFBA"
            + "2A94B6D65D6C4DA34B55C93A35B10D1D1F17A310F28379DC1AC8700FFBFBC00F");
        var read = OutboxBlock.Read(file);
        Assert.Equal((0, file.Length), (read.Damaged, read.End));
        Assert.Equal([("gate", 7, """{"contact":"open"}"""), ("noise", 4711, """{"LAeq":52.3}"""), ("sound", 1, """{"kind":"shout"}""")],
            read.Records.Select(r => (r.Stream, r.Seq, Encoding.UTF8.GetString(r.Utf8))));
        Assert.Equal(file, OutboxBlock.Write(read.Records.Take(2)).Concat(OutboxBlock.Write(read.Records.Skip(2))));
    }

    [Fact]
    public void A_file_of_something_else_holds_nothing_and_breaks_nothing()
    {
        for (var round = 0; round < 500; round++)
        {
            var noise = new byte[random.Next(0, 500)];
            random.NextBytes(noise);
            Assert.Empty(OutboxBlock.Read(noise).Records);
        }
    }

    private (byte[] File, List<(IReadOnlyList<OutboxRecord> Records, int End)> Blocks) AFile()
    {
        using var file = new MemoryStream();
        var blocks = new List<(IReadOnlyList<OutboxRecord>, int)>();
        for (var n = 0; n < Blocks; n++)
        {
            var records = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Any()).ToList();
            file.Write(OutboxBlock.Write(records));
            blocks.Add((records, (int)file.Length));
        }
        return (file.ToArray(), blocks);
    }

    private OutboxRecord Any()
    {
        var utf8 = new byte[random.Next(0, 400)];
        random.NextBytes(utf8);
        return new(Ids.New(), Streams.Sequenced[random.Next(Streams.Sequenced.Count)], random.NextInt64(1, long.MaxValue), utf8);
    }

    private static string Shown(OutboxRecord record) => $"{record.Boot} {record.Stream} {record.Seq} {Convert.ToHexString(record.Utf8)}";
}
