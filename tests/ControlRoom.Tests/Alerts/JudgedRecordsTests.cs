using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Tests.Alerts;

public class JudgedRecordsTests
{
    [Fact]
    public void A_record_is_news_once()
    {
        var judged = new JudgedRecords([]);
        Assert.True(judged.Add("lamp", "b1", "noise", 1));
        Assert.False(judged.Add("lamp", "b1", "noise", 1));
        Assert.True(judged.Add("lamp", "b1", "gate", 1));
        Assert.True(judged.Add("lamp", "b2", "noise", 1));
        Assert.True(judged.Add("gate", "b1", "noise", 1));
    }

    [Fact]
    public void What_was_stored_is_known_again()
    {
        var judged = new JudgedRecords([]);
        foreach (var seq in new[] { 1, 2, 3, 7 })
            judged.Add("lamp", "b1", "noise", seq);
        judged.Add("lamp", "b1", "gate", 5);
        var (row, isNew) = Assert.Single(judged.TakeChanges("street", 1000));
        Assert.True(isNew);
        Assert.Equal(("street", "lamp", "b1", 1000), (row.Site, row.Device, row.Boot, row.AtMs));

        var again = new JudgedRecords([row]);
        Assert.Equal([1, 2, 3, 7], Enumerable.Range(1, 9).Where(seq => again.Contains("lamp", "b1", "noise", seq)));
        Assert.True(again.Contains("lamp", "b1", "gate", 5));
        Assert.False(again.Contains("lamp", "b2", "noise", 1));
    }

    [Fact]
    public void The_moments_that_rang_are_known_again_as_they_were_stored_last()
    {
        var judged = new JudgedRecords([]);
        judged.Add("gate", "b1", "gate", 1);
        judged.Add("gate", "b2", "gate", 1);
        judged.Rang("gate", [Opening("b1", 6), Opening("b1", 8), Opening("b2", 2)]);
        _ = judged.TakeChanges("alley", 1);
        judged.Rang("gate", [Opening("b1", 6), Opening("b1", 8), Opening("b2", 2)]);
        Assert.Empty(judged.TakeChanges("alley", 2));
        judged.Rang("gate", [Opening("b1", 4), Opening("b1", 8), new("b1", "gate/rang", 8), Opening("b2", 2)]);
        var (row, _) = Assert.Single(judged.TakeChanges("alley", 3));
        Assert.Equal([("gate", Opening("b1", 4)), ("gate", Opening("b1", 8)), ("gate", new("b1", "gate/rang", 8))], new JudgedRecords([row]).Moments);

        static MomentKey Opening(string boot, long number) => new(boot, "gate/opening", number);
    }

    [Fact]
    public void The_openings_that_rang_under_an_earlier_version_are_known_by_their_record()
    {
        var row = new JudgedBoot { Site = "alley", Device = "gate", Boot = "b1", Ranges = """{"gate":[[1,9]],"gate/rang":[[4,4],[7,8]]}""" };
        Assert.Equal([4L, 7, 8], new JudgedRecords([row]).Moments.Select(m => m.Key.Number));
        Assert.All(new JudgedRecords([row]).Moments, m => Assert.Equal(("gate", "b1", "gate/rang"), (m.Device, m.Key.Boot, m.Key.Kind)));
    }

    [Fact]
    public void Only_what_has_changed_is_stored_and_a_row_is_new_once()
    {
        var judged = new JudgedRecords([]);
        judged.Add("lamp", "b1", "noise", 1);
        judged.Add("gate", "b1", "gate", 1);
        Assert.Equal(2, judged.TakeChanges("street", 1).Count);
        Assert.Empty(judged.TakeChanges("street", 2));
        judged.Add("lamp", "b1", "noise", 1);
        Assert.Empty(judged.TakeChanges("street", 3));
        judged.Add("lamp", "b1", "noise", 2);
        var (row, isNew) = Assert.Single(judged.TakeChanges("street", 4));
        Assert.Equal(("lamp", false), (row.Device, isNew));
    }
}
