namespace Solutions.Edge.Faults.Intrusion;

/// <summary>One way in that must be shut.</summary>
/// <param name="Name">What is tried.</param>
/// <param name="AttemptAsync">Tries it; null = it was repelled, else what came of it.</param>
internal sealed record Try(string Name, Func<AttackedRoom, Task<string?>> AttemptAsync)
{
    /// <summary>Repelled where the answer has one of these numbers.</summary>
    public static async Task<string?> AnsweredAsync(Task<HttpResponseMessage> asking, params int[] expected)
    {
        using var answer = await asking;
        return expected.Contains((int)answer.StatusCode) ? null : $"answered {(int)answer.StatusCode}, not {string.Join(" or ", expected)}";
    }
}

/// <summary>What came of a try; <paramref name="GotThrough"/> null = it was repelled.</summary>
internal sealed record TryResult(string Name, string? GotThrough);

/// <summary>Every try, against one installation in production.</summary>
internal static class IntrusionTable
{
    public static IReadOnlyList<Try> All { get; } =
    [
        .. SignInTries.All, .. ProviderTries.All, .. SessionTries.All, .. TokenTries.All, .. RequestTries.All, .. BodyTries.All, .. RoleTries.All,
        .. DeviceTries.All, .. BrokerTries.All,
    ];

    public static async Task<IReadOnlyList<TryResult>> RunAsync(TextWriter output)
    {
        await using var room = await AttackedRoom.StartAsync();
        var results = new List<TryResult>();
        foreach (var attempt in All)
        {
            string? through;
            try
            {
                through = await attempt.AttemptAsync(room);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // A try that could not be made shows nothing.
                through = $"could not be tried: {e.GetType().Name}: {e.Message}";
            }
            results.Add(new(attempt.Name, through));
            await output.WriteLineAsync($"| {results.Count} | {attempt.Name} | {through ?? "repelled"} |");
        }
        await output.WriteLineAsync($"{results.Count} tries, {results.Count(r => r.GotThrough is not null)} successes");
        return results;
    }
}
