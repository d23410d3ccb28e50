using Solutions.Edge.ControlRoom.Cases.Assessments;
using static Solutions.Edge.ControlRoom.Tests.Cases.Assessments.AssessedNights;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Assessments;

/// <summary>The factors are facts; the officer judges.</summary>
public class NuisanceFactorsTests
{
    [Fact]
    public void How_loud_how_long_and_how_often_are_stated()
    {
        // An hour at 30 dB; in its first and third quarter of an hour one minute of 45, in its last two together.
        int[] loud = [4, 33, 50, 51];
        var assessed = NuisanceFactors.Of(Of(Enumerable.Range(0, 60).SelectMany(n => Steady(n, 1, loud.Contains(n) ? 45 : 30))));
        // 10 lg((56 * 10^3 + 4 * 10^4.5) / 60) = 34.84.
        Assert.Equal("LAeq 34.8 dB; 4 minutes at least 10 dB over background, in 3 stretches. The officer judges.", assessed.Result);
        Assert.Contains("Frequency: 3 stretches of such minutes in this night, the first at 23:04, the last at 23:51.", assessed.Working);
        Assert.Contains("LCeq − LAeq is 12.0 dB; what kind of sound it was, a listener states.", string.Join(' ', assessed.Working), StringComparison.Ordinal);
        Assert.Equal(("source", "source not established"), (assessed.Inputs[4].Name, assessed.Inputs[4].Value));
    }

    [Fact]
    public void Without_levels_it_does_not_speak() =>
        Assert.Equal("not applicable because nothing was measured in this night", NuisanceFactors.Of(Of([])).NotApplicable);
}
