using System.IO.Compression;
using System.Net.Http.Headers;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.Faults.Intrusion;

/// <summary>With a body that is small on the way and huge when it is unpacked, or huge at once.</summary>
internal static class BodyTries
{
    private const int Unpacked = 256 * 1024 * 1024, TooLarge = 40 * 1024 * 1024;

    public static IReadOnlyList<Try> All { get; } =
    [
        .. new[] { "gzip", "deflate", "br" }.Select(encoding => new Try($"a site that unpacks to 256 MB ({encoding})",
            room => SendsAsync(room, HttpMethod.Put, "/api/v1/sites/street", "application/json", encoding))),
        new("readings that unpack to 256 MB", room => SendsAsync(room, HttpMethod.Post, "/api/v1/readings/import", "application/x-ndjson", "gzip")),
        new("a sites file that unpacks to 256 MB", room => SendsAsync(room, HttpMethod.Post, "/api/v1/sites/import", "application/json", "gzip")),
        new("a block of a clip that unpacks to 256 MB, at the devices' port", async room =>
            await AttackingDevice.PutAsync(room, "/api/v1/devices/street-one/evidence/c1/blocks/0", Packed("gzip", "application/octet-stream"))
                is 401 or 403 or 415 ? null : "it was taken"),
        new("a form of 40 MB in parts", async room =>
        {
            using var visitor = await room.SignInAsync("administrator");
            using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[TooLarge]), "Given.Name", "name" } };
            using var request = new HttpRequestMessage(HttpMethod.Post, "/people") { Content = form };
            request.Headers.Add("Origin", room.Address.TrimEnd('/'));
            return await RepelledAsync(visitor.SendAsync(request), 400, 413);
        }),
        new("readings in a line of 40 MB", async room =>
        {
            using var content = new ByteArrayContent(new byte[TooLarge]);
            content.Headers.ContentType = new("application/x-ndjson");
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/readings/import") { Content = content };
            return await WithTokenAsync(room, request, 400, 413);
        }),
    ];

    private static Task<string?> SendsAsync(AttackedRoom room, HttpMethod method, string path, string type, string encoding) =>
        WithTokenAsync(room, new HttpRequestMessage(method, path) { Content = Packed(encoding, type) }, 413, 415);

    private static async Task<string?> WithTokenAsync(AttackedRoom room, HttpRequestMessage request, params int[] expected)
    {
        using var visitor = room.Visit();
        request.Headers.Authorization = new("Bearer", await room.TokenAsync(Roles.All));
        return await RepelledAsync(visitor.SendAsync(request), expected);
    }

    private static async Task<string?> RepelledAsync(Task<HttpResponseMessage> asking, params int[] expected)
    {
        try
        {
            return await Try.AnsweredAsync(asking, expected);
        }
        catch (HttpRequestException)
        {
            // It is answered before it is read to its end, and the connection closed.
            return null;
        }
    }

    private static ByteArrayContent Packed(string encoding, string type)
    {
        using var packed = new MemoryStream();
        using (Stream packing = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest),
            _ => new BrotliStream(packed, CompressionLevel.Fastest),
        })
        {
            var spaces = new byte[1024 * 1024];
            Array.Fill(spaces, (byte)' ');
            for (var written = 0; written < Unpacked; written += spaces.Length)
                packing.Write(spaces);
        }
        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        content.Headers.ContentEncoding.Add(encoding);
        return content;
    }
}
