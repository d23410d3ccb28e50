using System.Text.RegularExpressions;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Architecture.Tests;

/// <summary>Habits of the tree that no compiler holds.</summary>
public partial class TreeTests
{
    private const int MostColumns = 160, MostLines = 250;

    /// <summary>A folder an alert code, all of one namespace: they know each other by their rules' names.</summary>
    private const string Codes = "Alerts/Codes";

    private static readonly string[] CodeFiles = ["*.cs", "*.razor", "*.js", "*.css"];

    private static readonly (string Folder, string Namespace)[] Projects =
    [
        ("shared/Contracts", "Solutions.Edge.Contracts"), ("shared/Acoustics", "Solutions.Edge.Acoustics"),
        ("edge-agent", "Solutions.Edge.Agent"), ("control-room", "Solutions.Edge.ControlRoom"),
    ];

    [Fact]
    public void A_namespace_is_its_folder()
    {
        var misplaced = from project in Projects
                        from file in Sources(project.Folder)
                        let declared = Declared().Match(File.ReadAllText(file))
                        let folder = Path.GetRelativePath(Path.Combine(Tree.Root, project.Folder), Path.GetDirectoryName(file)!)
                        let named = folder.StartsWith(Codes, StringComparison.Ordinal) ? Codes : folder
                        let expected = named == "." ? project.Namespace : project.Namespace + "." + named.Replace(Path.DirectorySeparatorChar, '.')
                        where declared.Success && declared.Groups[1].Value != expected
                        select $"{file} declares {declared.Groups[1].Value}; it must be {expected}";
        Assert.Empty(misplaced);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Tree.Root, "Solutions.Edge.sln"));
        var projects = Files(".", "*.csproj").Select(Path.GetFileName).ToList();
        Assert.NotEmpty(projects);
        Assert.All(projects, p => Assert.Contains("\\" + p, solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Names_say_what_the_work_is()
    {
        Assert.DoesNotContain(Files(".", "*Extensions.cs"), f => Path.GetFileName(f) == "Extensions.cs");
        Assert.DoesNotContain(Code.Architecture.Types.Where(t => Code.Place(t).Project.Length > 0), t => Vague().IsMatch(t.Name));
    }

    [Fact]
    public void No_line_of_code_is_longer_than_160_columns()
    {
        var files = CodeFiles.SelectMany(Written).ToList();
        Assert.NotEmpty(files);
        var longer = from file in files
                     from line in File.ReadLines(file).Index()
                     where line.Item.Length > MostColumns
                     select $"{Path.GetRelativePath(Tree.Root, file)}:{line.Index + 1} has {line.Item.Length} columns";
        Assert.True(!longer.Any(), string.Join('\n', longer));
    }

    /// <summary>A longer one is of two things.</summary>
    [Fact]
    public void No_file_of_code_has_more_than_250_lines()
    {
        var files = Written("*.cs").ToList();
        Assert.NotEmpty(files);
        var longer = from file in files
                     let lines = File.ReadLines(file).Count()
                     where lines > MostLines
                     select $"{Path.GetRelativePath(Tree.Root, file)} has {lines} lines";
        Assert.True(!longer.Any(), string.Join('\n', longer));
    }

    /// <summary>The wall clock is banned at build time; this holds the ban itself.</summary>
    [Fact]
    public void The_ban_on_the_wall_clock_stands_and_nobody_has_lifted_it()
    {
        var banned = File.ReadAllText(Path.Combine(Tree.Root, "BannedSymbols.txt"));
        Assert.All(["P:System.DateTime.UtcNow;", "P:System.DateTimeOffset.UtcNow;", "M:System.Threading.Thread.Sleep(System.Int32);"],
            symbol => Assert.Contains(symbol, banned, StringComparison.Ordinal));
        var rule = "RS" + "0030";
        Assert.DoesNotContain(Files(".", "*.cs").Concat(Files(".", "*.csproj")).Append(Path.Combine(Tree.Root, ".editorconfig")),
            f => File.ReadAllText(f).Contains(rule, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Sources(string folder) => Files(folder, "*.cs").Where(f => !f.Contains("AssemblyInfo", StringComparison.Ordinal));

    /// <summary>Generated migrations excepted.</summary>
    private static IEnumerable<string> Written(string pattern) =>
        Files(".", pattern).Where(f => !Path.GetDirectoryName(f)!.EndsWith("Migrations", StringComparison.Ordinal));

    private static IEnumerable<string> Files(string folder, string pattern)
    {
        var separator = Path.DirectorySeparatorChar;
        return Directory.EnumerateFiles(Path.GetFullPath(Path.Combine(Tree.Root, folder)), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{separator}bin{separator}", StringComparison.Ordinal)
                && !f.Contains($"{separator}obj{separator}", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex("(Manager|Helpers?|Utils?)(`\\d+)?$")]
    private static partial Regex Vague();
}
