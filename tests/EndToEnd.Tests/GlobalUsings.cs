global using Xunit;

// They wait more than they work: two at a time would leave two cores idle.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
[assembly: TestCollectionOrderer(typeof(Solutions.Edge.EndToEnd.Tests.LongestFirst))]
