using System.Globalization;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>
/// Learns a gate's limits from how it was struck. The control room counts a shock from <c>shockG</c> on (GATE-FORCED, GATE-ATTACK), and excuses a slam
/// by its 3 s after the closing, however strong: so the limit is between what a shut gate feels by a hand that tries it and where a blow begins.
/// </summary>
internal static class ShockLearning
{
    private const double Step = 0.1, MostG = 16;

    /// <summary>What is reported at once must reach down to what counts, and somewhat lower: two blows are never alike.</summary>
    private const double ReportPart = 0.8;

    /// <param name="slams">Peaks in g; those of no slam are 0.</param>
    /// <param name="rattles">The same of a gate that is shaken.</param>
    /// <param name="knocks">The same of one that is knocked on.</param>
    /// <returns>Null = there was no knock that was felt.</returns>
    public static ShockLimits? Learn(IReadOnlyList<double> slams, IReadOnlyList<double> rattles, IReadOnlyList<double> knocks)
    {
        if (Felt(knocks) is not { } knocked)
            return null;
        var (shaken, slammed) = (Felt(rattles), Felt(slams));
        var isApart = shaken is not { } hand || hand.Most < knocked.Least;
        // Apart, the limit is as far from the one as from the other, by their ratio; else no blow may be missed.
        var between = isApart ? Math.Sqrt((shaken?.Most ?? ShockOptions.FloorG) * knocked.Least) : ReportPart * knocked.Least;
        var limit = Math.Max(ShockOptions.FloorG, Down(between));
        var report = Math.Max(ShockOptions.FloorG, Down(ReportPart * limit));
        var why = Say($"a blow begins at {knocked.Least:0.0} g")
            + (shaken is not { } tried ? "" : isApart ? Say($", a hand that tries the gate reaches {tried.Most:0.0} g")
                : Say($"; a hand that tries the gate reaches {tried.Most:0.0} g, which is no less: its rattling counts too, ")
                    + "unless the sensor is moved nearer the bolt")
            + (slammed is not { } slam ? "" : slam.Most < limit ? Say($"; a slam of ordinary use stays under it at {slam.Most:0.0} g")
                : Say($"; a slam of ordinary use reaches {slam.Most:0.0} g, and is excused for 3 s after the gate closes"));
        return new(report, limit, why);
    }

    private static (double Least, double Most)? Felt(IReadOnlyList<double> peaks) =>
        peaks.Where(g => g >= ShockOptions.FloorG).ToList() is { Count: > 0 } felt ? (felt.Min(), felt.Max()) : null;

    private static double Down(double g) => Math.Min(MostG, Math.Round(Math.Floor(g / Step + 1e-6) * Step, 1));

    private static string Say(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
