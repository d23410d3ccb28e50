using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Camera.Detection;

namespace Solutions.Edge.Agent.Tests.Camera;

public class MotionSecondTests
{
    [Fact]
    public void Spread_is_nought_for_one_direction_and_one_for_opposite_ones()
    {
        Assert.Equal(0, MotionSecond.DirectionSpread([new(3, 4), new(30, 40), new(6, 8)])!.Value, 9);
        Assert.Equal(1, MotionSecond.DirectionSpread([new(5, 0), new(-1, 0)])!.Value, 9);
        Assert.Equal(1 - Math.Sqrt(0.5), MotionSecond.DirectionSpread([new(5, 0), new(0, 2)])!.Value, 9);
    }

    [Fact]
    public void One_alone_has_no_spread() => Assert.Null(MotionSecond.DirectionSpread([new(1, 0)]));

    [Fact]
    public void A_second_is_the_mean_of_the_frames_that_say_something_and_counts_a_trigger_once()
    {
        var second = new MotionSecond(Footage.Start, afterGap: false);
        second.Add(new() { Occupied = 2, Changed = 1 }, []);
        second.Add(new() { Suppressed = Cause.SceneChange, Explained = [Cause.SceneChange], Changed = 60 }, []);
        second.Add(new() { Suppressed = Cause.SceneChange, Changed = 60 }, []);
        second.Add(new() { Occupied = 5, Changed = 2 }, []);
        var record = second.ToRecord();
        Assert.Equal((3.5, 30.75, 1), (record.Occupied, record.Changed, record.Suppressed["scene-change"]));
        Assert.Empty(record.Flags);
        Assert.Null(record.Speed);
    }

    [Fact]
    public void A_second_with_a_frame_of_unknown_background_claims_nothing()
    {
        var second = new MotionSecond(Footage.Start, afterGap: true);
        second.Add(new() { WarmingUp = true }, []);
        second.Add(new() { Occupied = 2 }, []);
        var record = second.ToRecord();
        Assert.Null(record.Occupied);
        Assert.Equal(["segment", "warming-up"], record.Flags);
    }

    [Fact]
    public void Tracks_travel_as_whole_source_pixels()
    {
        var people = new PeopleTracks();
        var second = new MotionSecond(Footage.Start, afterGap: false);
        for (var n = 0; n < 10; n++)
            second.Add(new() { Occupied = 1 }, people.Update([(1, new Rect(10 * n, 80, 31, 75))], Footage.Start.AddSeconds(0.1 * n)));
        var record = second.ToRecord();
        Assert.Equal([1, 90, 80, 31, 75], Assert.Single(record.Tracks));
        Assert.Equal(Math.Round(100.0 / 75, 2), record.Speed);
    }
}
