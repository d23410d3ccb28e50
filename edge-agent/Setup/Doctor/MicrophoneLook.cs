using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Agent.Sound.Capture;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>Listens to the live microphone for some seconds.</summary>
internal static class MicrophoneLook
{
    private const int Seconds = 5;

    /// <param name="sound">Its figures, as calibrated.</param>
    /// <param name="open">Opens the card.</param>
    /// <param name="agentRuns">True: the agent may have it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Ends a second that does not come.</param>
    public static Finding Look(SoundOptions sound, Func<IPcm> open, bool agentRuns, TimeProvider time, CancellationToken stopping)
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
            using var live = LiveSeconds.Of(sound, Open, time, stopping);
            return SensorJudgement.Judge(Listen(live, MeasuringRange.Of(sound.SensitivityDbfs, sound.SelfNoiseDba)));
        }
        catch (AudioSourceException e)
        {
            return isInUse && agentRuns ? SensorJudgement.InUse(SensorJudgement.Microphone) : SensorJudgement.Failed(SensorJudgement.Microphone, e.Message);
        }
    }

    private static Listened Listen(LiveSeconds live, MeasuringRange range)
    {
        var (meter, diagnosis, second) = (new SoundLevelMeter(live.SampleRate, range), new MicrophoneDiagnosis(Seconds), new float[live.SampleRate]);
        var (state, levels) = (MicrophoneDiagnosis.Ok, new List<SecondLevels>());
        for (var i = 0; i < Seconds; i++)
        {
            live.Read(second);
            meter.Add(second);
            levels.Add(meter.EndSecond());
            state = diagnosis.Add(levels[^1], live.State.Raw);
        }
        return new(live.Name, state, Energy.MeanDb(levels.Select(l => l.LAeq).OfType<double>()), levels.Max(l => l.LCpeak), live.State.LostSamples);
    }
}
