using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Uplink;

public sealed class PlaceTests : IDisposable
{
    private static readonly PlaceConfiguration Street = new PlaceConfiguration
    {
        Type = SiteType.STREET,
        Zones = [new() { Id = "kerb", Kind = ZoneKind.KeepClear, Polygon = [[0, 0], [1, 0], [1, 1]] }],
        Masks = [[[0, 0], [0.2, 0], [0.2, 0.2]]],
    }.Numbered();

    private readonly TemporaryFolder folder = new();
    private readonly CollectedLog<Place> log = new();

    private string File => Path.Combine(folder.Path, "d-1", "place.json");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_received_of_a_place_is_in_force_at_once_and_after_the_next_start()
    {
        var place = Open();
        Assert.Equal((null, 0), (place.Current, place.Version));
        place.Take(Street.Write());
        Assert.Equal(Street.Version, place.Version);
        var again = Open();
        Assert.Equal(Street.Write(), again.Current!.Write());
        Assert.Equal([114], log.Lines.Select(l => l.Event));
    }

    [Fact]
    public void What_is_received_again_changes_nothing()
    {
        var place = Open();
        place.Take(Street.Write());
        var known = place.Current;
        place.Take(Street.Write());
        Assert.Same(known, place.Current);
    }

    [Fact]
    public void What_does_not_read_leaves_what_was_in_force()
    {
        var place = Open();
        place.Take(Street.Write());
        Assert.Throws<RecordException>(() => place.Take(
            """{"v":1,"version":5,"type":"STREET","zones":[{"id":"kerb side","kind":"road","polygon":[[0,0],[1,0],[1,1]]}]}"""u8));
        Assert.Throws<RecordException>(() => place.Take("{"u8));
        Assert.Equal((Street.Version, Street.Version), (place.Version, Open().Version));
    }

    [Fact]
    public void A_damaged_file_is_reported_and_the_device_starts_without()
    {
        Open().Take(Street.Write());
        System.IO.File.WriteAllBytes(File, Street.Write()[..40]);
        Assert.Equal(0, Open().Version);
        Assert.Equal([114, 115], log.Lines.Select(l => l.Event));
        Assert.StartsWith($"{File} does not read", log.Lines.Last().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_stored_is_reported_and_in_force_all_the_same()
    {
        System.IO.File.WriteAllText(Path.Combine(folder.Path, "d-1"), "a file where a folder must be");
        var place = Open();
        place.Take(Street.Write());
        Assert.Equal(Street.Version, place.Version);
        Assert.Equal([114, 116], log.Lines.Select(l => l.Event));
    }

    private Place Open() => Place.Open(Path.GetDirectoryName(File)!, log);
}
