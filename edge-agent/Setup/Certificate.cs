using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using Solutions.Edge.Acoustics.Conformity;

namespace Solutions.Edge.Agent.Setup;

/// <summary>What the tables gave, on which software and machine.</summary>
internal sealed record Certificate(string Version, string Runtime, DateTimeOffset At, IReadOnlyList<ConformityTable> Tables)
{
    public const string Title = "Sound level meter: DSP conformity";

    /// <summary>What a reader may conclude.</summary>
    public static IReadOnlyList<string> Proves { get; } =
    [
        "The arithmetic of the installed meter, from samples to levels, "
            + "keeps the class 1 limits of the clauses named in each table, at the sample rates named there.",
        "Every reading in the tables was taken through the same code that measures in operation, "
            + "except where a table says \"computed\" or \"response\": there the coefficients in use are evaluated.",
        "Limits and goals are those of the standards; "
            + "the goals of frequency weightings and tonebursts come from their formulas, not from rounded table entries.",
    ];

    /// <summary>What no reader may conclude.</summary>
    public static IReadOnlyList<string> DoesNotProve { get; } =
    [
        "That this device is a class 1 (or class 2) sound level meter: that takes the microphone, "
            + "its enclosure and windshield, the converter, and a pattern evaluation after IEC 61672-2.",
        "Anything about the microphone: its frequency response, direction, self-noise, overload, drift with temperature, humidity and pressure.",
        "That the sensitivity in use is right: a calibrator on the microphone shows that, before and after (solutions-agent calibrate).",
        "That the device is an approved device in the sense of the Noise Act 1996, section 6. Evidence from it is indicative.",
    ];

    public bool Passes => Tables.Count > 0 && Tables.All(t => t.Passes);

    public string Verdict => Passes ? "DSP conforms to class 1 limits" : "DSP does NOT conform to class 1 limits";

    public static Certificate Of(IReadOnlyList<ConformityTable> tables, DateTimeOffset at) => new(
        typeof(Certificate).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
        $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {Vector<double>.Count} lanes of 64 bits", at, tables);

    /// <summary>A table in one line.</summary>
    public static string Line(ConformityTable table) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{(table.Passes ? "pass" : "FAIL")}  {table.SampleRate,5} Hz  {table.Title}: {table.Rows.Count} rows, "
                + $"worst deviation {Signed(table.Worst.Deviation)} ({Where(table, table.Worst)})");

    public static string Where(ConformityTable table, ConformityRow row) => table.Axis.Length == 0
        ? row.Series
        : FormattableString.Invariant($"{row.Series}, {row.At:0.##} {table.Axis}");

    /// <summary>A deviation with its sign, or what stands for none.</summary>
    public static string Signed(double value) => double.IsInfinity(value) ? "–"
        : double.IsNaN(value) ? "no reading"
        : value.ToString("+0.000;−0.000;0.000", null);
}
