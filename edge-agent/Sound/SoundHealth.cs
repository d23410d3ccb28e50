using Microsoft.Extensions.Logging;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Sound.Capture;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Sound;

/// <summary>How the microphone is, for the heartbeat and the log. Of what is only played nothing is known.</summary>
internal sealed class SoundHealth(Microphone? microphone, ILogger<SoundHealth> log)
{
    private readonly MicrophoneDiagnosis diagnosis = new();
    private volatile string state = MicrophoneDiagnosis.Ok;

    /// <summary>Null = no live microphone is fitted.</summary>
    public MicrophoneHealth? Report()
    {
        if (microphone?.State is not { } now)
            return null;
        return new()
        {
            State = now.Fault is null ? state : MicrophoneDiagnosis.Lost,
            RatePpm = Math.Round(now.RatePpm, 1),
            ClockErrorMs = Math.Round(now.ClockErrorMs, 2),
            Overruns = now.Overruns,
            ShortReads = now.ShortReads,
            Lost = now.LostSamples,
            Offset = now.Raw is { } raw ? Math.Round(raw.Mean, 4) : null,
        };
    }

    /// <summary>What is wrong with it, its likely cause and its cure; null = nothing.</summary>
    public string? Fault => microphone?.State.Fault ?? (state == MicrophoneDiagnosis.Ok ? null : MicrophoneDiagnosis.Words(state));

    /// <summary>Takes in a second that was measured.</summary>
    public void Add(SecondLevels second)
    {
        if (microphone is null)
            return;
        var found = diagnosis.Add(second, microphone.State.Raw);
        if (found == state)
            return;
        state = found;
        if (found == MicrophoneDiagnosis.Ok)
            SoundLog.Well(log, microphone.Name);
        else
            SoundLog.Diagnosed(log, microphone.Name, MicrophoneDiagnosis.Words(found));
    }
}
