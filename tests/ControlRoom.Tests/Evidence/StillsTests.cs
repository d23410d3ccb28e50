using System.Security.Cryptography;
using Solutions.Edge.ControlRoom.Evidence;
using Solutions.Edge.ControlRoom.Live;

namespace Solutions.Edge.ControlRoom.Tests.Evidence;

public class StillsTests
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 1, 2, 3, 0xFF, 0xD9];

    [Fact]
    public async Task A_still_that_was_asked_for_is_kept_and_screens_are_told()
    {
        using var database = await TestDatabase.CreateAsync();
        var feed = new Feed();
        using var arrivals = feed.Subscribe<StillArrived>();
        var stills = Open(database, feed);
        await stills.ExpectAsync("a1", "lamp", "street", 0, "DISORDER");
        Assert.False(stills.Has("a1"));
        Assert.Equal(StillResult.Stored, await stills.TakeAsync("a1", "lamp", Jpeg, Digest(Jpeg)));
        Assert.Equal(Jpeg, await File.ReadAllBytesAsync(stills.FileOf("a1")!));
        Assert.True(arrivals.Reader.TryRead(out var arrived));
        Assert.Equal("a1", arrived.Id);
        Assert.True(Open(database, feed).Has("a1")); // also after a restart
    }

    [Theory]
    [InlineData("unknown", "lamp")]
    [InlineData("a1", "another-device")]
    public async Task A_still_nobody_asked_this_device_for_is_refused(string id, string device)
    {
        using var database = await TestDatabase.CreateAsync();
        var stills = Open(database, new());
        await stills.ExpectAsync("a1", "lamp", "street", 0, "DISORDER");
        Assert.Equal(StillResult.NotExpected, await stills.TakeAsync(id, device, Jpeg, Digest(Jpeg)));
    }

    [Fact]
    public async Task Bytes_that_are_not_what_the_device_hashed_are_refused()
    {
        using var database = await TestDatabase.CreateAsync();
        var stills = Open(database, new());
        await stills.ExpectAsync("a1", "lamp", "street", 0, "DISORDER");
        Assert.Equal(StillResult.WrongDigest, await stills.TakeAsync("a1", "lamp", Jpeg, Digest([1])));
        Assert.Equal(StillResult.NoJpeg, await stills.TakeAsync("a1", "lamp", [1, 2, 3], Digest([1, 2, 3])));
        Assert.Null(stills.FileOf("a1"));
    }

    private static Stills Open(TestDatabase database, Feed feed) => new(Path.Combine(database.Folder, "stills"), database.Databases, feed, TimeProvider.System);

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
