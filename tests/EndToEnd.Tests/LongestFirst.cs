using Solutions.Edge.EndToEnd.Tests.Brokers;
using Solutions.Edge.EndToEnd.Tests.Pages;
using Xunit.Sdk;
using Xunit.v3;

namespace Solutions.Edge.EndToEnd.Tests;

/// <summary>Starts the classes that take longest first: begun last, one of them goes on alone while the processors idle.</summary>
internal sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly Type[] Longest =
    [
        typeof(RecordingsTests), typeof(MosquittoTests), typeof(FaultTests), typeof(DemonstrationTests), typeof(ReachTests), typeof(EmbeddedBrokerTests),
        typeof(BlindTests), typeof(StandbyTests), typeof(ClipPictureTests), typeof(KillTests), typeof(ActTests), typeof(EvidenceTests),
    ];

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections) where T : ITestCollection =>
        [.. testCollections.OrderBy(c => Array.FindIndex(Longest, t => c.TestCollectionDisplayName.Contains(t.FullName! + " ", StringComparison.Ordinal))
            is var place and >= 0 ? place : Longest.Length)];
}
