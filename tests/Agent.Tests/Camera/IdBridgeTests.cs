using OpenCvSharp;
using Solutions.Edge.Agent.Camera;

namespace Solutions.Edge.Agent.Tests.Camera;

public class IdBridgeTests
{
    private readonly IdBridge ids = new();

    [Fact]
    public void A_person_found_again_nearby_under_another_number_is_the_same()
    {
        Assert.Equal([1], Look(0, (1, 100)));
        Assert.Empty(Look(1));
        Assert.Equal([1], Look(2, (7, 180)));
        Assert.Equal([1], Look(3, (7, 190)));
        // And once more: the first number stays.
        Assert.Equal([1], Look(4, (9, 200)));
    }

    [Fact]
    public void A_person_further_than_anybody_could_have_gone_is_another()
    {
        Look(0, (1, 100));
        Assert.Equal([7], Look(1, (7, 300)));
    }

    [Fact]
    public void A_person_unseen_for_over_five_seconds_is_not_waited_for()
    {
        Look(0, (1, 100));
        Assert.Equal([7], Look(5.1, (7, 100)));
    }

    [Fact]
    public void Two_people_seen_at_once_are_two()
    {
        Look(0, (1, 100));
        Assert.Equal([1, 2], Look(0.1, (1, 100), (2, 110)));
    }

    private IEnumerable<int> Look(double seconds, params (int Id, int X)[] people) =>
        ids.Same([.. people.Select(p => (p.Id, new Rect(p.X, 100, 40, 100)))], Footage.Start.AddSeconds(seconds)).Select(p => p.Id);
}
