using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Conformity;

namespace Solutions.Edge.Agent.Setup;

/// <summary>Which pictures a table has.</summary>
internal static class CertificatePlots
{
    /// <summary>Beyond this deviation a limit is drawn at the edge: a plot that showed −16 dB would show nothing else.</summary>
    private const double WidestDb = 3.5;

    /// <summary>SVG and what it shows; none of a table that stands on no axis.</summary>
    public static IEnumerable<(string Svg, string Caption)> Of(ConformityTable table)
    {
        if (table.Axis is "" or "samples")
            yield break;
        if (table.Rows.All(r => r.Lower == double.NegativeInfinity))
        {
            yield return (AllBands(table.SampleRate), "Relative attenuation of every band");
            yield return (OneBand(table), "The 1 kHz band within its class 1 mask");
        }
        else
            yield return (Deviations(table), $"Deviation in dB over {table.Axis}");
    }

    private static string Deviations(ConformityTable table)
    {
        var reach = Math.Min(WidestDb,
            Math.Max(0.1, 1.1 * table.Rows.Max(r => Math.Max(Math.Abs(r.Deviation), Math.Max(Bounded(r.Upper), Bounded(-r.Lower))))));
        var plot = new SvgPlot(table.Rows.Min(r => r.At), table.Rows.Max(r => r.At), logarithmic: table.Axis is "Hz" or "ms", -reach, reach, table.Axis, "dB");
        foreach (var series in table.Rows.GroupBy(r => r.Series))
            plot.Curve(series.Key, [.. series.OrderBy(r => r.At).Select(r => (r.At, r.Deviation))]);
        foreach (var limit in new Func<ConformityRow, double>[] { r => r.Lower, r => r.Upper })
            plot.Limit([.. table.Rows.GroupBy(r => r.At).OrderBy(g => g.Key).Select(g => (g.Key, Math.Clamp(limit(g.First()), -reach, reach)))]);
        return plot.ToString();

        static double Bounded(double limit) => double.IsInfinity(limit) ? 0 : Math.Abs(limit);
    }

    private static string AllBands(int sampleRate)
    {
        var plot = new SvgPlot(8, sampleRate / 2.0, logarithmic: true, -80, 5, "Hz", "dB");
        for (var i = 0; i < ThirdOctave.Count; i++)
            if (ThirdOctave.IsWithin(i, sampleRate))
                plot.Curve("", Response(i, 8, sampleRate / 2.0, sampleRate));
        return plot.ToString();
    }

    private static string OneBand(ConformityTable table)
    {
        const int index = 20;
        const double from = 180, to = 5500;
        var plot = new SvgPlot(from, to, logarithmic: true, -80, 5, "Hz", "dB");
        plot.Curve("", Response(index, from, to, table.SampleRate));
        (double Hertz, (double Least, double Greatest) Limits)[] mask = [.. Frequencies(from, to).Select(f => (f, Bands.Class1(f / 1000)))];
        plot.Limit([.. mask.Select(m => (m.Hertz, -m.Limits.Least))]);
        plot.Limit([.. mask.Where(m => !double.IsInfinity(m.Limits.Greatest)).Select(m => (m.Hertz, -m.Limits.Greatest))]);
        return plot.ToString();
    }

    private static (double, double)[] Response(int index, double from, double to, int sampleRate) =>
        [.. Frequencies(from, to).Select(f => (f, -Bands.AttenuationDb(index, f, sampleRate))).SkipWhile(p => p.Item2 < -80).TakeWhile(p => p.Item2 >= -80)];

    private static IEnumerable<double> Frequencies(double from, double to) =>
        Enumerable.Range(0, 601).Select(i => from * Math.Pow(to / from, i / 600.0) * (1 - 1e-9));
}
