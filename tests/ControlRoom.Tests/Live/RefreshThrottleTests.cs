using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.ControlRoom.Live;

namespace Solutions.Edge.ControlRoom.Tests.Live;

public class RefreshThrottleTests
{
    [Fact]
    public async Task The_first_change_refreshes_at_once_and_a_burst_refreshes_once_more()
    {
        var (feed, time, refreshed) = (new Feed(), new FakeTimeProvider(), new SemaphoreSlim(0));
        await using var throttle = new RefreshThrottle<AlertsChanged>(feed, time, () => { refreshed.Release(); return Task.CompletedTask; }, Never);
        throttle.Start();
        feed.Publish(new AlertsChanged());
        Assert.True(await refreshed.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        for (var i = 0; i < 20; i++)
            feed.Publish(new AlertsChanged());
        Assert.Equal(0, refreshed.CurrentCount);
        while (!await refreshed.WaitAsync(TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken))
            time.Advance(TimeSpan.FromMilliseconds(200));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(0, refreshed.CurrentCount);
    }

    [Fact]
    public async Task A_refresh_that_fails_is_logged_and_made_again_and_later_changes_still_come()
    {
        var (feed, time, refreshed, failures) = (new Feed(), new FakeTimeProvider(), new SemaphoreSlim(0), new List<string>());
        await using var throttle = new RefreshThrottle<AlertsChanged>(feed, time, () =>
        {
            refreshed.Release();
            return failures.Count == 0 ? Task.FromException(new InvalidOperationException("no picture of it")) : Task.CompletedTask;
        }, e => failures.Add(e.Message));
        throttle.Start();
        feed.Publish(new AlertsChanged());
        await RefreshesAsync();
        await RefreshesAsync();
        Assert.Equal(["no picture of it"], failures);
        feed.Publish(new AlertsChanged());
        await RefreshesAsync();

        async Task RefreshesAsync()
        {
            while (!await refreshed.WaitAsync(TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken))
                time.Advance(TimeSpan.FromMilliseconds(200));
        }
    }

    private static void Never(Exception failure) => Assert.Fail(failure.Message);
}
