using Solutions.Edge.Agent.Camera.Crowds;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Camera.Crowds;

public class CrowdLevelTests
{
    private readonly CrowdLevel level = new();
    private double seconds;

    [Fact]
    public void A_band_is_left_only_when_it_is_clearly_left()
    {
        Assert.Equal(CrowdBand.Few, Hold(4.9));
        Assert.Equal(CrowdBand.Some, Hold(5.1));
        Assert.Equal(CrowdBand.Some, Hold(4.1));
        Assert.Equal(CrowdBand.Few, Hold(3.9));
        Assert.Equal(CrowdBand.Many, Hold(16));
        Assert.Equal(CrowdBand.Many, Hold(12.5));
        Assert.Equal(CrowdBand.Some, Hold(11.5));
    }

    [Fact]
    public void One_frame_does_not_make_a_crowd()
    {
        Hold(2);
        Assert.Equal(CrowdBand.Few, Add(50));
        Assert.Equal(CrowdBand.Few, Hold(2));
    }

    private CrowdBand? Hold(double people)
    {
        CrowdBand? band = null;
        for (var n = 0; n < 200; n++)
            band = Add(people);
        return band;
    }

    private CrowdBand? Add(double people) => level.Add(people, Footage.Start.AddSeconds(seconds += 0.1));
}
