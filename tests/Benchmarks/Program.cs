using Solutions.Edge.Benchmarks;

// Each prints its figures; none asserts. See the README's Test section for how tests and benchmarks differ.
return args switch
{
    ["gate-to-page", .. var rest] => await GateToPage.RunAsync(rest is [var count] ? int.Parse(count, null) : 100),
    ["start"] => await StartToReading.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        gate-to-page [COUNT]   delay from the time t of a scripted GATE-FORCED to its row in the page (100 times)
        start                  seconds from ./start.sh to the first live reading on the page, and each process's memory
        """);
    return 2;
}
