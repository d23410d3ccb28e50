using System.Text.Json;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Architecture.Tests;

/// <summary>What the build writes of each program's packages, beside what was restored for it and what its own list of files names.</summary>
public class BillOfMaterialsTests
{
    [Theory]
    [InlineData("control-room", "solutions-control-room")]
    [InlineData("edge-agent", "solutions-agent")]
    public async Task Every_package_of_a_program_stands_in_its_bill_with_version_and_licence(string project, string program)
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.OfDotnetAsync("msbuild", Path.Combine(Tree.Root, project), "-t:WriteBillOfMaterials", "-p:Configuration=Release",
            $"-p:PublishDir={folder.Path}/", "-nodeReuse:false", "-nologo");
        Assert.True(run.ExitCode == 0, run.Output + run.Error);

        var bill = Read(Path.Combine(folder.Path, "bom.json"));
        Assert.Equal(("CycloneDX", program), (Text(bill, "bomFormat"), Text(bill.GetProperty("metadata").GetProperty("component"), "name")));
        var components = bill.GetProperty("components").EnumerateArray().ToList();
        var named = components.Select(c => $"{Text(c, "name")}/{Text(c, "version")}").ToHashSet();
        var restored = Packages(Path.Combine(Tree.Root, project, "obj", "project.assets.json"));
        Assert.Superset(restored, named);
        Assert.Superset(named, restored);
        // What is built with is no part of it; all that runs must be.
        var running = components.Where(c => Text(c, "scope") == "required").Select(c => $"{Text(c, "name")}/{Text(c, "version")}").ToHashSet();
        var shipped = Packages(Path.ChangeExtension(Tree.Program(project, program), ".deps.json"));
        Assert.NotEmpty(shipped);
        Assert.Superset(shipped, running);
        Assert.All(components, c =>
        {
            Assert.True(c.GetProperty("licenses").GetArrayLength() > 0, $"{Text(c, "name")} has no licence");
            Assert.StartsWith("pkg:nuget/", Text(c, "purl"), StringComparison.Ordinal);
        });
    }

    private static HashSet<string> Packages(string file) => [.. Read(file).GetProperty("libraries").EnumerateObject()
        .Where(l => Text(l.Value, "type") == "package").Select(l => l.Name)];

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
