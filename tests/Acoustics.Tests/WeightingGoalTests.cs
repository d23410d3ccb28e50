using Solutions.Edge.Acoustics;
using Xunit;

namespace Solutions.Edge.Tests.Acoustics;

public class WeightingGoalTests
{
    /// <summary>IEC 61672-1:2013, Table 3: A and C at 1000·10^(k/10) Hz, k = −20 to 13.</summary>
    internal static readonly (double A, double C)[] Table3 =
    [
        (-70.4, -14.3), (-63.4, -11.2), (-56.7, -8.5), (-50.5, -6.2), (-44.7, -4.4), (-39.4, -3.0), (-34.6, -2.0), (-30.2, -1.3),
        (-26.2, -0.8), (-22.5, -0.5), (-19.1, -0.3), (-16.1, -0.2), (-13.4, -0.1), (-10.9, 0), (-8.6, 0), (-6.6, 0), (-4.8, 0),
        (-3.2, 0), (-1.9, 0), (-0.8, 0), (0, 0), (0.6, 0), (1.0, -0.1), (1.2, -0.2), (1.3, -0.3), (1.2, -0.5), (1.0, -0.8),
        (0.5, -1.3), (-0.1, -2.0), (-1.1, -3.0), (-2.5, -4.4), (-4.3, -6.2), (-6.6, -8.5), (-9.3, -11.2),
    ];

    [Fact]
    public void The_design_goals_are_Table_3_to_its_last_digit()
    {
        for (var i = 0; i < Table3.Length; i++)
        {
            var hertz = ThirdOctave.MidBandHertz(i);
            Assert.Equal(Table3[i].A, WeightingGoal.Db(FrequencyWeighting.A, hertz), 0.0501);
            Assert.Equal(Table3[i].C, WeightingGoal.Db(FrequencyWeighting.C, hertz), 0.0501);
            Assert.Equal(0, WeightingGoal.Db(FrequencyWeighting.Z, hertz));
        }
    }
}
