using System.Text.Json;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Devices.WalkTests;

/// <summary>A walk test in words.</summary>
internal static class WalkTestWords
{
    /// <summary>How a step ended.</summary>
    public static string Result(StepResult result) => JsonNamingPolicy.KebabCaseLower.ConvertName(result.ToString()).Replace('-', ' ');

    /// <summary>Its colour, beside the word.</summary>
    public static string? Class(StepResult result) => result switch
    {
        StepResult.Green => "well",
        StepResult.Amber => "doubtful",
        _ => null,
    };

    /// <summary>How many steps ended in which way.</summary>
    public static string Count(WalkTestSheet sheet) =>
        string.Join(", ", Enum.GetValues<StepResult>().Select(r => $"{sheet.Steps.Count(s => s.Result == r)} {Result(r)}"));
}
