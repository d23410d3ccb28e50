using System.Reflection;

namespace Solutions.Edge.ControlRoom.Database;

/// <summary>What <c>dotnet ef migrations add</c> asks for a model: every slice's part.</summary>
internal static class ModelParts
{
    public static IEnumerable<IModelPart> All => Assembly.GetExecutingAssembly().GetTypes()
        .Where(t => t is { IsInterface: false } && t.IsAssignableTo(typeof(IModelPart)))
        .OrderBy(t => t.FullName, StringComparer.Ordinal)
        .Select(t => (IModelPart)Activator.CreateInstance(t)!);
}
