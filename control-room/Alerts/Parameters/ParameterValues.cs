using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Parameters;

/// <summary>Parameters by their names on the wire: read, written and held within their bounds.</summary>
internal static class ParameterValues
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { TypeInfoResolver = JsonSerializerOptions.Default.TypeInfoResolver };

    /// <summary>Of every parameter the least and the greatest value, both allowed.</summary>
    public static IReadOnlyDictionary<string, ParameterBounds> Bounds { get; } = typeof(RuleParameters).GetProperties()
        .Where(p => p.GetCustomAttribute<RangeAttribute>() is not null)
        .ToDictionary(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name), p => ParameterBounds.Of(p.GetCustomAttribute<RangeAttribute>()!, p.PropertyType));

    public static JsonObject Write(RuleParameters parameters) => JsonSerializer.SerializeToNode(parameters, Json)!.AsObject();

    /// <summary>What was stored. One that this version does not know is passed over; one that it has since has its default.</summary>
    public static RuleParameters Stored(string values, string version) => JsonSerializer.Deserialize<RuleParameters>(values, Json)! with { Version = version };

    /// <summary>Reads a whole set: what is not given has its default.</summary>
    /// <returns>Why it cannot be, in a sentence with what would be right; null = it can, and <paramref name="parameters"/> holds it.</returns>
    public static string? FindFault(IReadOnlyDictionary<string, JsonElement> values, out RuleParameters parameters)
    {
        parameters = RuleParameters.Default;
        foreach (var (name, value) in values)
        {
            if (!Bounds.TryGetValue(name, out var bounds))
                return $"'{name}' is no parameter; there are {string.Join(", ", Bounds.Keys)}";
            if (!bounds.Hold(value))
                return $"{name} is {value.GetRawText()}; it must be {bounds}";
        }
        parameters = values.Aggregate(Write(RuleParameters.Default), (all, given) =>
        {
            all[given.Key] = JsonNode.Parse(given.Value.GetRawText());
            return all;
        }).Deserialize<RuleParameters>(Json)!;
        return parameters.LoiterNights > parameters.LoiterOfNights
            ? $"loiterNights is {parameters.LoiterNights}; it must be at most loiterOfNights, which is {parameters.LoiterOfNights}" : null;
    }
}

/// <summary>Between what a parameter may be, both ends included.</summary>
/// <param name="Least">The least.</param>
/// <param name="Greatest">The greatest.</param>
/// <param name="IsWhole">It is a whole number.</param>
internal sealed record ParameterBounds(double Least, double Greatest, bool IsWhole)
{
    public static ParameterBounds Of(RangeAttribute range, Type type) => new(Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture),
        Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture), type == typeof(int));

    public bool Hold(JsonElement value) => value.ValueKind == JsonValueKind.Number
        && (IsWhole ? value.TryGetInt32(out var whole) && whole >= Least && whole <= Greatest
            : value.TryGetDouble(out var number) && number >= Least && number <= Greatest);

    public override string ToString() => FormattableString.Invariant($"{(IsWhole ? "a whole number" : "a number")} from {Least} to {Greatest}");
}
