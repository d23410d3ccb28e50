using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Solutions.Edge.Agent.Tests;

public class ExitCodeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_service_that_fails_ends_the_program_with_a_code_that_says_so(bool byCancellation) =>
        Assert.Equal(4, await RunAsync(_ => Task.FromException(byCancellation
            ? new OperationCanceledException("an answer never came")
            : new InvalidOperationException("half a surrogate pair"))));

    [Fact]
    public async Task A_program_that_is_asked_to_end_ends_with_0() =>
        Assert.Equal(0, await RunAsync(stopping => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping), isAsked: true));

    private static async Task<int> RunAsync(Func<CancellationToken, Task> work, bool isAsked = false)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddHostedService(_ => new Work(work));
        using var host = builder.Build();
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        if (isAsked)
            host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(asked.Cancel);
        return await RunCommand.RunAsync(host, asked.Token);
    }

    private sealed class Work(Func<CancellationToken, Task> work) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            await work(stoppingToken);
        }
    }
}
