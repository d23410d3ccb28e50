using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>
/// One sound event. <see cref="UpRecord.T"/> is the start of a shout or an impulse; of a tone or an alarm, which may go on for hours, it is
/// the instant up to which this record describes it, and the sound began <see cref="Duration"/> before.
/// </summary>
/// <remarks>
/// A tone or an alarm is reported when it has lasted 10 s or 5 s, once a minute while it goes on, and when it is over. Each record states
/// all that is known so far, so that one that gets lost does no harm: those with the same kind and start are of the same sound.
/// One that goes on and is not reported for two minutes has ended with its device or a gap.
/// </remarks>
public sealed record SoundRecord : UpRecord
{
    /// <summary>The kind of a shout-like burst: 0.3 s to 3 s, at least 15 dB over the LAeq of the 30 s before it,
    /// with most of its energy where voices carry.</summary>
    public const string Shout = "shout";

    /// <summary>The kind of a bang-like sound: 20 dB within 0.05 s, over within 2 s.</summary>
    public const string Impulse = "impulse";

    /// <summary>The kind of a steady tone that goes on: one one-third-octave band out of its neighbours, by ISO 1996-2.</summary>
    public const string Tone = "tone";

    /// <summary>The kind of a tone from 1 kHz to 4 kHz that goes on and is modulated as alarms are.</summary>
    public const string Alarm = "alarm";

    /// <summary>
    /// What it was like: <see cref="Shout"/>, <see cref="Impulse"/>, <see cref="Tone"/> or <see cref="Alarm"/>. Kinds this reader does not
    /// know are kept and take part in no rule.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>How long it lasted, or has lasted so far, in seconds; up to a day.</summary>
    public required double Duration { get; init; }

    /// <summary>Greatest LAF of the event in dB re 20 µPa; of a tone the unweighted Leq of its band over its duration.</summary>
    public required double Level { get; init; }

    /// <summary>
    /// How far it stood out, in dB. Shout: <see cref="Level"/> over the LAeq of the 30 s before. Impulse: its greatest 10 ms over what
    /// was before. Tone: its band over the louder neighbour. Alarm: its loudest 4 s over the LAeq of up to 30 s before; 0 = there was no signal before.
    /// </summary>
    public required double Rise { get; init; }

    /// <summary>
    /// Share of the A-weighted energy in the one-third-octave bands 500 Hz to 4 kHz, 0 to 1, over a shout's seconds or the first 0.2 s
    /// of an impulse; null = not measured.
    /// </summary>
    public double? Share { get; init; }

    /// <summary>Impulse: share of the same energy over 4 kHz, 0 to 1: glass has much of it, a thud little; null = not measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? HighShare { get; init; }

    /// <summary>Impulse: in what time it rose by the first 20 dB, in seconds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RiseTime { get; init; }

    /// <summary>Impulse: predicted prominence P of NT ACOU 112 and BS 4142:2014+A1:2019, Annex E.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Prominence { get; init; }

    /// <summary>Tone and alarm: exact mid-band frequency in Hz of its one-third-octave band, of several the lowest.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Hertz { get; init; }

    /// <summary>Alarm: the same of its highest band, where it changes between two tones or sweeps.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? HertzTo { get; init; }

    /// <summary>Alarm: how often a second its pattern comes round, in Hz.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Modulation { get; init; }

    /// <summary>Tone and alarm: true while it goes on, false in the record that states it is over.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Ongoing { get; init; }

    /// <inheritdoc/>
    public override Fault? FindFault() => base.FindFault()
        ?? Unless(Kind is { Length: > 0 and <= 64 }, "kind", Kind, "a word of 1 to 64 characters")
        ?? Outside("duration", Duration, 0, 86_400) ?? Outside("level", Level, -100, 220)
        ?? Outside("rise", Rise, -220, 220) ?? Outside("share", Share, 0, 1) ?? Outside("highShare", HighShare, 0, 1)
        ?? Outside("riseTime", RiseTime, 0, 60) ?? Outside("prominence", Prominence, 0, 100)
        ?? Outside("hertz", Hertz, 1, 100_000) ?? Outside("hertzTo", HertzTo, 1, 100_000) ?? Outside("modulation", Modulation, 0, 1000);
}
