namespace Solutions.Edge.Guest.Tests;

/// <summary>One bench for the tests that leave it as they found it.</summary>
public sealed class BenchFixture : IAsyncLifetime
{
    private Bench? bench;

    internal Bench Bench => bench!;

    public async ValueTask InitializeAsync()
    {
        if (Guest.IsPossible)
            bench = await Bench.StartAsync([Bench.Sound, Bench.Gate]);
    }

    public ValueTask DisposeAsync() => bench?.DisposeAsync() ?? ValueTask.CompletedTask;
}
