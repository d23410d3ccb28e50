using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Database;

/// <summary>What power cuts and dying disks make of the embedded database.</summary>
public class DamagedDatabaseTests
{
    [Theory]
    [InlineData("text")]
    [InlineData("half")]
    [InlineData("a hundred bytes")]
    [InlineData("random")]
    [InlineData("random pages")]
    [InlineData("folder")]
    public async Task A_damaged_database_is_named_with_what_to_do(string damage)
    {
        using var database = await new SqliteEngine().CreateAsync();
        var file = Path.Combine(database.Folder, "control-room.db");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var beside in new[] { file + "-wal", file + "-shm" })
            File.Delete(beside);
        Damage(file, damage);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(database.MigrateAsync);
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Put a copy from the backup folder beside it in its place", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lock")]
    [InlineData("DEMONSTRATION")]
    public void A_folder_in_the_place_of_a_file_is_named(string name)
    {
        using var folder = new TemporaryFolder();
        var inTheWay = Directory.CreateDirectory(Path.Combine(folder.Path, name)).FullName;
        Assert.Equal($"{inTheWay} is a folder where the control room keeps a file; move it away.",
            Assert.Throws<InvalidOperationException>(() => DataFolder.Open(folder.Path, demonstration: true)).Message);
    }

    private static void Damage(string file, string damage)
    {
        var good = File.ReadAllBytes(file);
        var random = new byte[good.Length];
        new Random(37).NextBytes(random);
        if (damage == "folder")
        {
            File.Delete(file);
            Directory.CreateDirectory(file);
            return;
        }
        File.WriteAllBytes(file, damage switch
        {
            "text" => "it was here"u8.ToArray(),
            "half" => good[..(good.Length / 2)],
            "a hundred bytes" => good[..100],
            "random" => random,
            _ => [.. good[..4096], .. random[4096..]],
        });
    }
}
