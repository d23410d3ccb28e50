using System.Text.RegularExpressions;
using dnlib.DotNet;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Architecture.Tests;

/// <summary>The library of OpenCV's entry points that is built for arm64, edge-agent/Native, by its source and what the agent's code can call.</summary>
public partial class NativeTests
{
    private static readonly IReadOnlyList<MethodDef> Called = NativeCalls.Of("solutions-agent");

    private static readonly IReadOnlyDictionary<string, string[]> Exported = Sources()
        .SelectMany(source => EntryPoint().Matches(source).Select(m => (Name: m.Groups["name"].Value, Parameters: m.Groups["parameters"].Value)))
        .ToDictionary(e => e.Name, e => e.Parameters.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Every_entry_point_that_the_agent_can_call_is_exported_and_no_other() =>
        Assert.Equal(Called.Select(m => m.ImplMap.Name.String).Order(StringComparer.Ordinal), Exported.Keys.Order(StringComparer.Ordinal));

    /// <summary>C has no check of its own: a parameter that is one too few, or of another form, is a wrong register.</summary>
    [Fact]
    public void An_entry_point_takes_what_the_managed_side_hands_it()
    {
        var wrong = from method in Called
                    let taken = Exported.GetValueOrDefault(method.ImplMap.Name, [])
                    let handed = method.Parameters.Select(p => Form(p.Type)).ToList()
                    where !handed.SequenceEqual(taken.Select(Form))
                    select $"{method.ImplMap.Name} takes ({string.Join(", ", taken)}), and is handed ({string.Join(", ", handed)})";
        Assert.True(!wrong.Any(), string.Join('\n', wrong));
    }

    /// <summary>How a managed parameter travels.</summary>
    private static string Form(TypeSig type) => type.FullName switch
    {
        _ when type.IsByRef || type.IsPointer || type.IsSZArray || type.FullName is "System.IntPtr" or "System.String" => "pointer",
        "System.Int32" or "System.UInt32" => "int",
        "System.SByte" => "char",
        "System.Double" => "double",
        "OpenCvSharp.MatType" => "int",
        var name when type.ToTypeDefOrRef().ResolveTypeDef() is { } whole =>
            whole.IsEnum ? "int" : whole.IsDelegate ? "pointer" : name[(name.LastIndexOf('.') + 1)..],
        var name => name,
    };

    private static string Form(string parameter) => parameter switch
    {
        _ when parameter.Contains('*') || parameter.StartsWith("size_t ", StringComparison.Ordinal)
            || parameter.StartsWith("cv::ErrorCallback ", StringComparison.Ordinal) => "pointer",
        _ => parameter.Split(' ')[0] switch { "unsigned" => "int", var name => name.Replace("Plain", "", StringComparison.Ordinal) },
    };

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Path.Combine(Tree.Root, "edge-agent", "Native"), "*.cpp").Select(File.ReadAllText);

    [GeneratedRegex(@"^ENTRY [^(]*?(?<name>\w+)\(\s*(?<parameters>[^)]*)\)", RegexOptions.Multiline)]
    private static partial Regex EntryPoint();
}
