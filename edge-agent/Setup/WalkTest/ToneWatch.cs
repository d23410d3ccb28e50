using System.Threading.Channels;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Calibration;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Agent.Sound.Capture;

namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>Listens to the microphone, or to the file that stands for it, second by second.</summary>
internal static class ToneWatch
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <param name="sound">The microphone, as calibrated.</param>
    /// <param name="open">Opens its card.</param>
    /// <param name="signals">Where to.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Ends it.</param>
    public static async Task RunAsync(SoundOptions sound, Func<IPcm> open, ChannelWriter<Signal> signals, TimeProvider time, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var isInUse = false;
            IPcm Open()
            {
                try
                {
                    return open();
                }
                catch (AudioSourceException e)
                {
                    isInUse = e.IsInUse;
                    throw;
                }
            }

            try
            {
                using var listened = sound.Source == SensorSource.File ? (ICalibrationSound)FileSeconds.Of(sound.Path!, sound.SensitivityDbfs)
                    : LiveSeconds.Of(sound, Open, time, stopping);
                Listen(listened, sound.SensitivityDbfs, signals, time, stopping);
                return;
            }
            catch (AudioSourceException e)
            {
                signals.TryWrite(new FaultSignal(time.GetUtcNow(), Sensor.Microphone, isInUse ? $"{e.Message}; {SensorsInUse.FreeIt}" : e.Message));
                await Task.Delay(RetryAfter, time, stopping);
            }
            catch (NotSupportedException e)
            {
                signals.TryWrite(new FaultSignal(time.GetUtcNow(), Sensor.Microphone, $"it cannot be measured: {e.Message}"));
                return;
            }
        }
    }

    private static void Listen(
        ICalibrationSound sound, double sensitivityDbfs, ChannelWriter<Signal> signals, TimeProvider time, CancellationToken stopping)
    {
        var listener = new ToneListener(sound.SampleRate, MeasuringRange.Of(sensitivityDbfs, null));
        var second = new float[sound.SampleRate];
        for (var isFirst = true; !stopping.IsCancellationRequested && sound.Read(second); isFirst = false)
        {
            if (isFirst)
                signals.TryWrite(new FaultSignal(time.GetUtcNow(), Sensor.Microphone, null));
            signals.TryWrite(new ToneSignal(time.GetUtcNow(), listener.Measure(second)));
        }
    }
}
