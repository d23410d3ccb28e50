namespace Solutions.Edge.Tests.Support;

/// <summary>Real waits, end to end only: poll until a deadline.</summary>
public static class Eventually
{
    /// <summary>Between two looks: a twentieth of the time waited, so that a long wait is no load for what is waited for.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50), LongestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>The first value that is not null; fails after <paramref name="seconds"/> with what was waited for.</summary>
    /// <param name="what">What is waited for.</param>
    /// <param name="probe">Looks.</param>
    /// <param name="seconds">When to give up.</param>
    /// <param name="steadily">True: each look moves what is waited for, such as a clock, and none is left out.</param>
    public static async Task<T> HasAsync<T>(string what, Func<Task<T?>> probe, double seconds = 30, bool steadily = false)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) is var waited && waited.TotalSeconds < seconds)
        {
            if (await probe() is { } value)
                return value;
            var pause = waited / 20;
            await Task.Delay(steadily || pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause, TimeProvider.System);
        }
        throw new TimeoutException($"within {seconds} s there was no {what}");
    }

    /// <summary>Waits until nothing is missing any more; fails with what was missing last.</summary>
    public static async Task LacksNothingAsync(string where, Func<Task<string>> missing, double seconds = 30)
    {
        var last = "";
        try
        {
            await IsTrueAsync(where, async () => (last = await missing()).Length == 0, seconds);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}: {last}", e);
        }
    }

    /// <summary>Waits until <paramref name="probe"/> is true.</summary>
    public static Task IsTrueAsync(string what, Func<Task<bool>> probe, double seconds = 30, bool steadily = false) =>
        HasAsync(what, async () => await probe() ? new object() : null, seconds, steadily);
}
