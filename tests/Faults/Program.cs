using System.CommandLine;
using SharpFuzz;
using Solutions.Edge.Faults;
using Solutions.Edge.Faults.Flood;
using Solutions.Edge.Faults.Fuzzing;
using Solutions.Edge.Faults.Intrusion;
using Solutions.Edge.Faults.Mutations;

Option<int> rounds = new("--rounds")
{
    Description = "how often processes are killed, over all kinds of kill; what takes longer is tried less often",
    DefaultValueFactory = _ => 100,
};
Option<int> seed = new("--seed") { Description = "of the random moments", DefaultValueFactory = _ => 1 };
Option<string> only = new("--only") { Description = "only the faults whose name holds this", DefaultValueFactory = _ => "" };
var root = new RootCommand(
    "Does harm to real processes again and again and counts what is lost, doubled or late. 0 = nothing was lost or doubled.")
{
    rounds, seed, only,
};
root.SetAction(async (parsed, _) =>
{
    if (parsed.GetValue(rounds) is < 1 and var few)
    {
        await Console.Error.WriteLineAsync($"--rounds is {few}; it must be 1 or more");
        return 2;
    }
    var results = new List<FaultResult>();
    foreach (var fault in FaultSuite.All.Where(f => f.Name.Contains(parsed.GetValue(only)!, StringComparison.Ordinal)))
    {
        results.Add(await FaultSuite.TryAsync(fault, fault.Rounds(parsed.GetValue(rounds)), parsed.GetValue(seed), Console.Out));
        await Console.Out.WriteLineAsync(FaultTable.Row(results[^1]));
    }
    await Console.Out.WriteLineAsync("\n" + FaultTable.Of(results));
    return results.TrueForAll(r => r.Skipped is not null || r is { Lost: 0, Doubled: 0 }) ? 0 : 1;
});
Option<long> messages = new("--messages") { Description = "how many", DefaultValueFactory = _ => 1_000_000 };
var mutations = new Command("mutations", "Sends mutated messages of every stream to the built control room, a good device beside them. "
    + "0 = it did not end, the device was acknowledged in time, and memory kept its bound.")
{
    messages, seed,
};
mutations.SetAction(async (parsed, stopping) =>
{
    if (parsed.GetValue(messages) is < 1000 and var few)
    {
        await Console.Error.WriteLineAsync($"--messages is {few}; it must be 1000 or more");
        return 2;
    }
    var result = await MutationRun.RunAsync(parsed.GetValue(messages), parsed.GetValue(seed), TimeProvider.System, Console.Out, stopping);
    await Console.Out.WriteLineAsync(result.ToString());
    if (result.Fault is { } fault)
        await Console.Error.WriteLineAsync(fault);
    return result.Fault is null ? 0 : 1;
});
root.Add(mutations);
var intrusion = new Command("intrusion", "Tries ways into an installation in production that must be shut, and prints each. 0 = none was open.");
intrusion.SetAction(async (_, _) => (await IntrusionTable.RunAsync(Console.Out)).All(r => r.GotThrough is null) ? 0 : 1);
root.Add(intrusion);
Option<int> rate = new("--rate") { Description = "messages a second", DefaultValueFactory = _ => 1000 };
Option<int> seconds = new("--seconds") { Description = "how long", DefaultValueFactory = _ => 60 };
var flood = new Command("flood", "One device floods the built control room, and a gate beside it is forced every few seconds, before and meanwhile. "
    + "0 = no alarm came over a second later for it.")
{
    rate, seconds,
};
flood.SetAction(async (parsed, stopping) =>
{
    var result = await FloodRun.RunAsync(
        parsed.GetValue(rate), TimeSpan.FromSeconds(parsed.GetValue(seconds)), TimeProvider.System, Console.Out, stopping);
    await Console.Out.WriteLineAsync(result.ToString());
    if (result.Fault is { } fault)
        await Console.Error.WriteLineAsync(fault);
    return result.Fault is null ? 0 : 1;
});
root.Add(flood);
var fuzz = new Command("fuzz", "The target of a fuzzer (libFuzzer by libfuzzer-dotnet, or AFL) on instrumented assemblies.");
Option<bool> afl = new("--afl") { Description = "by AFL; otherwise by libFuzzer" };
fuzz.Add(afl);
fuzz.SetAction(parsed =>
{
    if (parsed.GetValue(afl))
        Fuzzer.OutOfProcess.Run(Read);
    else
        Fuzzer.LibFuzzer.Run(FuzzTarget.Try);

    static void Read(Stream input)
    {
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        FuzzTarget.Try(bytes.ToArray());
    }
});
root.Add(fuzz);
var corpus = new Command("corpus", "Writes anew what the fuzzer begins with, tests/Faults/Fuzzing/corpus.");
corpus.SetAction(_ => Console.WriteLine($"{FuzzCorpus.Write()} files in {FuzzCorpus.Folder}"));
root.Add(corpus);
return await root.Parse(args).InvokeAsync();
