using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Camera;

/// <summary>A camera's worker, by a clock that is moved as fast as it follows.</summary>
public abstract class RunningCamera : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private protected RunningCamera() => Place = Place.Open(folder.Path, NullLogger.Instance);

    private protected FakeTimeProvider Time { get; } = new(Footage.Start.AddSeconds(0.4));

    private protected CollectedLog<CameraWorker> Log { get; } = new();

    private protected Place Place { get; }

    /// <summary>What the last run found wrong with the camera.</summary>
    private protected IReadOnlyList<CameraRecord> Events { get; private set; } = [];

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The control room sends what holds at the place.</summary>
    private protected void Send(PlaceConfiguration configuration) => Place.Take(configuration.Numbered().Write());

    /// <param name="source">What is looked at.</param>
    /// <param name="ring">Where its pictures go.</param>
    /// <param name="atLeast">Records to run for.</param>
    /// <param name="meanwhile">Done once, after half of them.</param>
    /// <returns>The motion records.</returns>
    private protected async Task<IReadOnlyList<MotionRecord>> RunAsync(ICameraSource source, PictureRing ring, int atLeast, Action? meanwhile = null)
    {
        using var outbox = TestOutbox.Create(Time);
        var watched = new WatchedCamera(source);
        using var worker = new CameraWorker(watched, Place, ring, outbox, Time, Log);
        await worker.StartAsync(CancellationToken.None);
        await Eventually.IsTrueAsync($"{atLeast} records", () =>
        {
            if (outbox.Count >= atLeast / 2)
            {
                meanwhile?.Invoke();
                meanwhile = null;
            }
            // A busy machine must not fall behind a clock that is only moved here.
            if (watched.Waits)
                Time.Advance(TimeSpan.FromMilliseconds(200));
            return Task.FromResult(outbox.Count >= atLeast);
        }, steadily: true);
        await worker.StopAsync(CancellationToken.None);
        var records = outbox.TakeAll();
        Events = [.. records.OfType<CameraRecord>()];
        return [.. records.OfType<MotionRecord>()];
    }

    /// <summary>Knows whether the worker has dealt with the frame before and asks for the next.</summary>
    private sealed class WatchedCamera(ICameraSource source) : ICameraSource
    {
        public bool Waits { get; private set; } = true;

        public string Name => source.Name;

        public double FramesPerSecond => source.FramesPerSecond;

        public async ValueTask<CapturedFrame?> ReadAsync(Mat bgr, DateTimeOffset until, CancellationToken stopping)
        {
            Waits = true;
            var captured = await source.ReadAsync(bgr, until, stopping);
            Waits = false;
            return captured;
        }
    }
}
