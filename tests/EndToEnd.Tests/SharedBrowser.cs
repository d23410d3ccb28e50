using Solutions.Edge.Tests.Support;

[assembly: AssemblyFixture(typeof(Solutions.Edge.EndToEnd.Tests.SharedBrowser))]

namespace Solutions.Edge.EndToEnd.Tests;

/// <summary>One browser for all pages, started by the first: to start it costs more than most pages do, and each has a context of its own.</summary>
public sealed class SharedBrowser : IAsyncDisposable
{
    private readonly Lazy<Task<Browser>> browser = new(Browser.StartAsync);

    /// <summary>The browser of the running test; skips the test where there is none.</summary>
    public static async Task<Browser> OfTestAsync()
    {
        Assert.SkipUnless(File.Exists(Browser.Executable), $"{Browser.Executable} is absent: no page was looked at (Debian: apt-get install chromium)");
        return await (await TestContext.Current.GetFixture<SharedBrowser>())!.browser.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser.IsValueCreated)
            await (await browser.Value).DisposeAsync();
    }
}
