using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace Solutions.Edge.Architecture.Tests;

/// <summary>The product's own types and what they use of one another.</summary>
internal static class Code
{
    private const string Root = "Solutions.Edge.";

    public static ArchUnitNET.Domain.Architecture Architecture { get; } = new ArchLoader().LoadAssemblies(
        System.Reflection.Assembly.Load("Solutions.Edge.Contracts"), System.Reflection.Assembly.Load("Solutions.Edge.Acoustics"),
        System.Reflection.Assembly.Load("solutions-agent"), System.Reflection.Assembly.Load("solutions-control-room")).Build();

    /// <summary>Names of the slices below a project: <c>Alerts</c> for <c>Solutions.Edge.ControlRoom.Alerts.Rules</c>.</summary>
    public static IEnumerable<string> Slices(string project) =>
        Architecture.Types.Select(t => Place(t)).Where(p => p.Project == project && p.Slice.Length > 0).Select(p => p.Slice).Distinct();

    /// <summary>Every use of one place by another, with a type of each as the example.</summary>
    public static IReadOnlyList<Use> Uses { get; } =
        [.. from type in Architecture.Types
            let place = Place(type)
            where place.Project.Length > 0
            from dependency in type.Dependencies
            let target = Place(dependency.Target)
            where target.Project.Length > 0 && target != place
            select new Use(place, target, $"{type.FullName} uses {dependency.Target.FullName}")];

    /// <summary>Where a type is; empty names for one that is not ours. The slice is empty for what stands beside the slices.</summary>
    public static Place Place(IType type)
    {
        var name = type.Namespace?.FullName ?? "";
        if (!name.StartsWith(Root, StringComparison.Ordinal))
            return new("", "");
        var parts = name[Root.Length..].Split('.');
        return new(parts[0], parts.Length > 1 ? parts[1] : "");
    }
}

internal sealed record Place(string Project, string Slice);

internal sealed record Use(Place From, Place To, string Example);
