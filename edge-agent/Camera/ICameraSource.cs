using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>
/// A camera, or what stands for one. Only the loop of <see cref="CameraWorker"/> calls it, one call at a time, not always on the same
/// thread; it asks again after an exception, about once a second.
/// </summary>
internal interface ICameraSource
{
    /// <summary>What is looked at, for a log line; never with a password.</summary>
    string Name { get; }

    /// <summary>Frames a second, about, 1 to <see cref="FramePace.MostFramesPerSecond"/>.</summary>
    double FramesPerSecond { get; }

    /// <summary>Brings the newest frame that was not brought yet; waits for one if there is none. Older ones are left out and counted.</summary>
    /// <param name="bgr">Where it goes; made to fit, 8 bits a channel.</param>
    /// <param name="until">Nothing is waited for beyond this instant.</param>
    /// <param name="stopping">Gives up.</param>
    /// <returns>Null: until then there was none.</returns>
    /// <exception cref="CameraSourceException">There is no picture to be had now; the sentence states why.</exception>
    ValueTask<CapturedFrame?> ReadAsync(Mat bgr, DateTimeOffset until, CancellationToken stopping);
}
