using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>A film shown at its own rate by the wall clock, as if a camera saw it now.</summary>
internal sealed class PlayedCamera(IFilm film, TimeProvider time) : ICameraSource, IDisposable
{
    private readonly FramePace pace = new(film.FramesPerSecond);
    private bool begins;

    public string Name => film.Name;

    public double FramesPerSecond => film.FramesPerSecond;

    public async ValueTask<CapturedFrame?> ReadAsync(Mat bgr, DateTimeOffset until, CancellationToken stopping)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            if (pace.Begins(now))
            {
                begins = true;
                film.Begin(pace.SegmentStart);
            }
            if (pace.Take(now) is { } due)
                return Read(bgr, due.At, due.Skip);
            if (now >= until)
                return null;
            var next = pace.Due < until ? pace.Due : until;
            // Whole milliseconds are all that a delay keeps; rounded down, the loop would spin.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling((next - now).TotalMilliseconds)), time, stopping);
        }
    }

    public void Dispose() => (film as IDisposable)?.Dispose();

    private CapturedFrame Read(Mat bgr, DateTimeOffset at, long skip)
    {
        try
        {
            film.Read(skip, bgr);
            var frame = new CapturedFrame(at, skip, begins);
            begins = false;
            return frame;
        }
        catch (CameraSourceException)
        {
            pace.Abandon();
            throw;
        }
    }
}
