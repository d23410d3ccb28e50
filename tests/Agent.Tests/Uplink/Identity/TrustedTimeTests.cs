using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Uplink.Identity;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Uplink.Identity;

public sealed class TrustedTimeTests : IDisposable
{
    private static readonly DateTimeOffset Built = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), LongAgo = new(1970, 1, 1, 0, 5, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_clock_that_starts_in_1970_is_taken_for_no_earlier_than_the_program_was_built()
    {
        var time = new FakeTimeProvider(LongAgo);
        Assert.Equal(Built, Of(time).Now);
        time.SetUtcNow(Built.AddDays(3));
        Assert.Equal(Built.AddDays(3), Of(time).Now);
    }

    [Fact]
    public void A_time_that_was_known_to_be_right_outlives_a_restart()
    {
        var time = new FakeTimeProvider(LongAgo);
        Of(time).Learn(Built.AddDays(20));
        Assert.Equal(Built.AddDays(20), Of(time).Now);
    }

    [Fact]
    public void It_is_kept_once_an_hour_and_never_goes_back()
    {
        var trusted = Of(new(LongAgo));
        trusted.Learn(Built.AddDays(20));
        var written = File.ReadAllText(Path.Combine(folder.Path, "last-good-time"));
        trusted.Learn(Built.AddDays(20).AddMinutes(59));
        trusted.Learn(Built.AddDays(1));
        Assert.Equal(written, File.ReadAllText(Path.Combine(folder.Path, "last-good-time")));
        trusted.Learn(Built.AddDays(20).AddHours(1));
        Assert.Equal(Built.AddDays(20).AddHours(1), Of(new(LongAgo)).Now);
    }

    [Fact]
    public void A_file_that_does_not_read_is_as_none()
    {
        File.WriteAllText(Path.Combine(folder.Path, "last-good-time"), "nonsense");
        Assert.Equal(Built, Of(new(LongAgo)).Now);
    }

    private TrustedTime Of(FakeTimeProvider time) => new(folder.Path, Built, time);
}
