using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Evidence;
using Solutions.Edge.ControlRoom.Tests.Http;

namespace Solutions.Edge.ControlRoom.Tests.Evidence;

public class ClipStreamTests(RunningRoom room)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clip_that_grows_is_read_by_range_and_never_beyond_what_is_noted()
    {
        var captures = await room.ServiceAsync<Captures>();
        var clip = await AskedAsync(captures);
        var bytes = await GrowAsync(captures, clip, blocks: 2, complete: false);
        await File.AppendAllTextAsync(captures.Find(clip)!.File, new string('x', 1000), Cancel); // a block that is being written
        using var whole = await room.SendAsync(new(HttpMethod.Get, $"/evidence/{clip}.clip"));
        Assert.Equal(bytes, await whole.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal("false", whole.Headers.GetValues("X-Complete").Single());
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/evidence/{clip}.clip") { Headers = { Range = new(70_000, null) } };
        using var rest = await room.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
        Assert.Equal(bytes[70_000..], await rest.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal(bytes.Length, rest.Content.Headers.ContentRange!.Length);
    }

    [Fact]
    public async Task Readers_that_do_not_read_cost_a_buffer_each_and_not_a_clip()
    {
        var captures = await room.ServiceAsync<Captures>();
        var clip = await AskedAsync(captures);
        await GrowAsync(captures, clip, blocks: 256, complete: true); // 16 MiB
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var readers = new List<TcpClient>();
        try
        {
            for (var n = 0; n < 60; n++)
            {
                var reader = new TcpClient("127.0.0.1", room.Port) { ReceiveBufferSize = 4096 };
                readers.Add(reader);
                await reader.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /evidence/{clip}.clip HTTP/1.1\r\nHost: localhost\r\n\r\n"), Cancel);
                Assert.Equal((byte)'H', (byte)reader.GetStream().ReadByte());
            }
            var used = GC.GetTotalMemory(forceFullCollection: true) - before;
            Assert.True(used < 64 * 1024 * 1024, $"60 readers of 16 MiB that do not read take {used / 1024 / 1024} MiB");
        }
        finally
        {
            readers.ForEach(r => r.Dispose());
        }
    }

    private static async Task<string> AskedAsync(Captures captures)
    {
        var id = Ids.New();
        await captures.ExpectAsync(id, EvidenceRecord.Clip, "lamp", "street", TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), "DISORDER");
        return id;
    }

    private static async Task<byte[]> GrowAsync(Captures captures, string clip, int blocks, bool complete)
    {
        var bytes = new byte[blocks * EvidenceRecord.BlockBytes];
        new Random(1).NextBytes(bytes);
        ClipFile.Signature.CopyTo(bytes);
        foreach (var (number, block) in bytes.Chunk(EvidenceRecord.BlockBytes).Index())
            Assert.Equal(BlockResult.Stored, await captures.TakeAsync(clip, "lamp", number, complete && number == blocks - 1, block,
                Convert.ToHexStringLower(SHA256.HashData(block))));
        return bytes;
    }
}
