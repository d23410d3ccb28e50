using System.Text.Json;
using System.Text.Json.Serialization;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>All that was found of a device.</summary>
/// <param name="Device">Its id; null = its file does not state it.</param>
/// <param name="At">When it was looked at.</param>
/// <param name="Findings">A part each, in the order in which they depend on each other.</param>
internal sealed record DoctorReport(string? Device, DateTimeOffset At, IReadOnlyList<Finding> Findings)
{
    /// <summary>A line each: colour, part, what was found, its cause and its cure.</summary>
    public IEnumerable<string> Lines()
    {
        var width = Findings.Max(f => f.Part.Length);
        return Findings.Select(f => $"{JsonNamingPolicy.KebabCaseLower.ConvertName(f.Colour.ToString()),-10}  {f.Part.PadRight(width)}  "
            + f.Words + (f.Cause is null ? "" : $": {f.Cause}") + (f.Cure is null ? "" : $"; {f.Cure}"));
    }

    public string Json() => JsonSerializer.Serialize(this, DoctorJson.Default.DoctorReport);
}

/// <summary>Source-generated JSON of a report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(WordConverter<Colour>)])]
[JsonSerializable(typeof(DoctorReport))]
internal sealed partial class DoctorJson : JsonSerializerContext;
