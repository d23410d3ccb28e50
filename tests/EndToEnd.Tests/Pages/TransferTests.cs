using System.Buffers;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>What the page takes of the line.</summary>
public sealed class TransferTests : OperatorPage
{
    [Fact]
    public async Task Files_go_out_compressed_and_are_kept_for_as_long_as_their_name_stands_and_the_page_itself_is_compressed()
    {
        using var plain = new HttpClient { BaseAddress = Room.Http.BaseAddress };
        var html = await plain.GetStringAsync("/");
        var script = Regex.Match(html, "_framework/blazor.web[^\"]+").Value;
        foreach (var path in new[] { "/", $"/{script}", "/" + Regex.Match(html, "solutions-control-room[^\"]+css").Value })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Encoding", "gzip, deflate, br, zstd" } } };
            using var packed = await plain.SendAsync(request);
            Assert.NotEmpty(packed.Content.Headers.ContentEncoding);
            var (small, whole) = ((await packed.Content.ReadAsByteArrayAsync()).Length, (await plain.GetByteArrayAsync(path)).Length);
            Assert.True(small < whole * 2 / 3, $"{path}: {small} of {whole} bytes");
            if (path != "/")
                Assert.Equal("max-age=31536000, immutable", packed.Headers.CacheControl!.ToString());
        }
    }

    [Fact]
    public async Task Of_a_clip_that_grows_each_byte_is_fetched_once()
    {
        await using var north = await ForceAsync("north");
        var page = await OpenAsync();
        long fetched = 0;
        page.Response += (_, response) =>
        {
            if (response.Url.EndsWith(".clip", StringComparison.Ordinal) && response.Status != (int)HttpStatusCode.RequestedRangeNotSatisfiable)
                Interlocked.Add(ref fetched, long.Parse(response.Headers["content-length"], System.Globalization.CultureInfo.InvariantCulture));
        };
        var asked = await AskedAsync(north, Command.Clip);
        var clip = new ArrayBufferWriter<byte>();
        clip.Write(ClipFile.Signature);
        var picture = await page.EvaluateAsync<string>("() => document.createElement('canvas').toDataURL('image/jpeg')");
        var jpeg = Convert.FromBase64String(picture.Split(',')[1]);
        // As large as the pictures of a street are, by what a decoder passes over.
        var padded = (byte[])[.. jpeg, .. new byte[40_000]];
        for (var frame = 0; frame < 60; frame++)
            ClipFile.WriteFrame(clip, asked.At!.Value.AddMilliseconds(frame * 100), padded);
        var blocks = (clip.WrittenCount + EvidenceRecord.BlockBytes - 1) / EvidenceRecord.BlockBytes;
        for (var block = 0; block < blocks; block += 4)
        {
            await DeliverAsync("north", asked.Id, clip.WrittenSpan.ToArray(), block, block + 4);
            await page.EvaluateAsync("() => new Promise(done => setTimeout(done, 1200))");
        }
        await Assertions.Expect(page.Locator(".clip canvas[data-t]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".clip .arriving")).ToBeEmptyAsync();
        Assert.Equal(clip.WrittenCount, Interlocked.Read(ref fetched));
    }
}
