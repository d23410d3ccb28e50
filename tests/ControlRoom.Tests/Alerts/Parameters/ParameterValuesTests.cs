using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Solutions.Edge.ControlRoom.Alerts.Parameters;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Parameters;

public class ParameterValuesTests
{
    public static TheoryData<string> Names { get; } = [.. ParameterValues.Bounds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_parameter_may_be_what_its_bounds_are_and_no_more(string name)
    {
        var bounds = ParameterValues.Bounds[name];
        foreach (var (value, holds) in new[] { (bounds.Least, true), (bounds.Greatest, true), (bounds.Least - 1, false), (bounds.Greatest + 1, false) })
        {
            var json = JsonSerializer.SerializeToElement(value);
            Assert.Equal(holds, bounds.Hold(json));
            // Two nights of more than are counted are refused together.
            var fault = ParameterValues.FindFault(new Dictionary<string, JsonElement> { [name] = json }, out _);
            if (!holds)
                Assert.Equal($"{name} is {value.ToString(CultureInfo.InvariantCulture)}; it must be {bounds}", fault);
        }
    }

    [Fact]
    public void Every_figure_of_the_rules_has_bounds_that_hold_its_default()
    {
        var figures = typeof(RuleParameters).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.Name != nameof(RuleParameters.Version)).ToList();
        Assert.Equal(figures.Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)), ParameterValues.Bounds.Keys);
        Assert.All(ParameterValues.Write(RuleParameters.Default), p =>
            Assert.True(ParameterValues.Bounds[p.Key].Hold(JsonSerializer.SerializeToElement(p.Value)), p.Key));
    }

    /// <summary>A later version has more of them, an earlier one had others.</summary>
    [Fact]
    public void What_another_version_stored_is_read_as_far_as_it_is_known() =>
        Assert.Equal(RuleParameters.Default with { ShockG = 2.5, Version = "4" }, ParameterValues.Stored("""{"shockG":2.5,"goneSeconds":4}""", "4"));
}
