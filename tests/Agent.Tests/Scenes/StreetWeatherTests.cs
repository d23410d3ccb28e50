using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Scenes;

/// <summary>What the product's detector makes of <c>street-weather</c>.</summary>
public class StreetWeatherTests(ITestOutputHelper output)
{
    private readonly ScenePicture street = Drawing.Picture("street-weather");

    public static TheoryData<string> Nuisances => [.. Drawing.Picture("street-weather").Events(0).Select(e => e.Kind)];

    [Theory]
    [MemberData(nameof(Nuisances))]
    public void A_nuisance_that_befalls_the_empty_street_is_no_motion(string kind)
    {
        var nuisance = street.Events(0).Single(e => e.Kind == kind);
        Assert.Equal(PictureRole.Nuisance, nuisance.Role);
        // People that come in its second half are another test's.
        var ends = Enumerable.Range(0, (int)(nuisance.End + 3 - nuisance.Start))
            .Select(s => nuisance.Start + s).TakeWhile(s => street.Boxes(s).Count == 0).Last();
        Assert.True(ends - nuisance.Start >= 15, $"somebody comes at {ends}");
        var raised = Watching.Watch(street, nuisance.Start, ends).Where(s => s.Regions.Count > 0)
            .Select(s => $"{s.Second:0.0} {string.Join(' ', s.Regions)}").ToList();
        output.WriteLine($"{kind}: {raised.Count} frames; {string.Join("; ", raised.Take(12))}");
        Assert.Empty(raised);
    }

    [Theory]
    [InlineData("day", 20, 46)]
    [InlineData("rain", 190, 214)]
    [InlineData("night", 446, 466)]
    public void People_are_seen_by_day_in_rain_and_by_night(string when, double from, double to)
    {
        var people = Watching.Recall(Watching.Watch(street, from, to), s => street.Boxes(s).Select(b => (b.Id, Drawing.Rect(b))));
        output.WriteLine($"{when}: {Watching.InWords(people)}");
        Assert.InRange(people.Count, 1, 6);
        Assert.True(people.Values.Average() > 0.7, Watching.InWords(people));
    }
}
