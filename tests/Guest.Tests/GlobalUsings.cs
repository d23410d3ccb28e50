global using Xunit;

// One guest takes both cores.
[assembly: Xunit.v3.Parallelization(MaxThreads = 1)]
