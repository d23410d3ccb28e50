using CsCheck;
using Solutions.Edge.Faults.Fuzzing;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests;

/// <summary>What the fuzzer is given, and in short what it does with it.</summary>
public class FuzzTests
{
    [Fact]
    public void The_corpus_is_what_its_command_makes_and_every_reader_takes_it()
    {
        var made = FuzzCorpus.Make().ToDictionary(m => m.Name, m => m.Input);
        Assert.Equal(made.Keys.Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(FuzzCorpus.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(FuzzTarget.Readers.Count, made.Values.Select(i => i[0]).Distinct().Count());
        Assert.All(made, m =>
        {
            Assert.Equal(m.Value, File.ReadAllBytes(Path.Combine(FuzzCorpus.Folder, m.Key)));
            FuzzTarget.Try(m.Value);
        });
    }

    [Fact]
    public void Damaged_as_a_fuzzer_damages_it_nothing_is_found() => Damage.Of(FuzzCorpus.Make().Select(m => m.Input)).Sample(
        bytes => FuzzTarget.Try(bytes), iter: 20_000);
}
