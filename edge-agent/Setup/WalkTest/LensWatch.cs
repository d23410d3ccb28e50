using System.Threading.Channels;
using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Camera.Tamper;

namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>Looks through the camera while its lens is covered, and keeps nothing of a picture but figures.</summary>
internal static class LensWatch
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <param name="source">The camera, as the agent has it.</param>
    /// <param name="signals">Where to.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Ends it.</param>
    public static async Task RunAsync(ICameraSource source, ChannelWriter<Signal> signals, TimeProvider time, CancellationToken stopping)
    {
        using var frame = new Mat();
        var isLost = false;
        while (!stopping.IsCancellationRequested)
            try
            {
                if (await source.ReadAsync(frame, time.GetUtcNow() + Patience, stopping) is not { } captured)
                    continue;
                using var view = new View(frame);
                if (isLost)
                    signals.TryWrite(new FaultSignal(time.GetUtcNow(), Sensor.Camera, null));
                isLost = false;
                signals.TryWrite(new PictureSignal(captured.At, view.Luminance, Cv2.Mean(view.Edges).Val0));
            }
            catch (CameraSourceException e)
            {
                isLost = true;
                signals.TryWrite(new FaultSignal(time.GetUtcNow(), Sensor.Camera, $"{e.Message}; {SensorsInUse.FreeIt}"));
                await Task.Delay(Patience, time, stopping);
            }
    }
}
