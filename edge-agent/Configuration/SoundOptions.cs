using System.Text.Json.Serialization;
using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Configuration;

/// <summary>A microphone.</summary>
internal sealed class SoundOptions
{
    /// <summary>How a card may lay out its samples, the finest first. s24 is 24 bits in the low part of 32; s24-3 is 24 bits packed.</summary>
    public static readonly IReadOnlyList<string> Formats = ["s32", "s24", "s24-3", "s16"];

    /// <summary>How names of plug-ins begin that resample.</summary>
    private static readonly string[] Resampling = ["default", "plug", "sysdefault"];

    /// <summary>Where the sound comes from: a scene, a file, or a <see cref="SensorSource.Microphone"/>.</summary>
    public SensorSource? Source { get; set; }

    /// <summary>The WAV file, of <see cref="SensorSource.File"/>.</summary>
    public string? Path { get; set; }

    /// <summary>ALSA's name of the sound card, of <see cref="SensorSource.Microphone"/>, such as hw:CARD=sndrpigooglevoi.</summary>
    public string? Device { get; set; }

    /// <summary>The rate that the card captures at, in Hz: one of <see cref="SoundLevelMeter.SampleRates"/>.</summary>
    public int Rate { get; set; } = SoundLevelMeter.SampleRate;

    /// <summary>One of <see cref="Formats"/>; null = the finest that the card gives.</summary>
    public string? Format { get; set; }

    /// <summary>Of a pair of microphones on one I2S line: left or right, by the level of its select pin.</summary>
    public string Channel { get; set; } = "left";

    /// <summary>True: the card's name may be one of a plug-in that resamples. It then is no measurement of what the microphone gave.</summary>
    public bool Resample { get; set; }

    /// <summary>dBFS of a 94 dB, 1 kHz tone; 0 dBFS is a full-scale sine (AES17). Of files and microphones, until it is calibrated.</summary>
    public double SensitivityDbfs { get; set; } = -26;

    /// <summary>
    /// The microphone's self-noise in dB(A), as its data sheet gives it: seconds less than 5 dB over it are flagged under range. Null = not known. Of
    /// files and microphones.
    /// </summary>
    public double? SelfNoiseDba { get; set; }

    /// <summary>
    /// The class by IEC 61672-1 that a pattern evaluation gave the microphone with its meter: 1 or 2. Null = it has none, as a MEMS microphone. Of files
    /// and microphones; a calibration states it to the control room.
    /// </summary>
    public int? MicrophoneClass { get; set; }

    /// <summary><see cref="Channel"/>, from 0.</summary>
    [JsonIgnore]
    public int ChannelIndex => Channel == "right" ? 1 : 0;

    public void Check()
    {
        if (Source == SensorSource.Microphone)
            CheckMicrophone();
        else
            Played("sound", Source, Path, "a WAV file", "scene, file or microphone");
        if (!(SensitivityDbfs is >= -120 and <= 20))
            throw ConfigurationException.Of("sound.sensitivityDbfs", SensitivityDbfs, "-120 to 20 dBFS at 94 dB");
        if (SelfNoiseDba is { } noise && !(noise is >= -20 and <= 100))
            throw ConfigurationException.Of("sound.selfNoiseDba", noise, "-20 to 100 dB(A), or null");
        if (MicrophoneClass is not (null or 1 or 2))
            throw ConfigurationException.Of("sound.microphoneClass", MicrophoneClass, "1 or 2, or null");
    }

    /// <summary>Of a sensor that is played.</summary>
    internal static void Played(string sensor, SensorSource? source, string? path, string what, string sources = "scene or file")
    {
        if (source is not (SensorSource.Scene or SensorSource.File))
            throw ConfigurationException.Of($"{sensor}.source", source is { } given ? given.ToString().ToLowerInvariant() : null, sources);
        if (source == SensorSource.File && string.IsNullOrEmpty(path))
            throw ConfigurationException.Of($"{sensor}.path", path, $"{what}, because {sensor}.source is 'file'");
    }

    private void CheckMicrophone()
    {
        if (string.IsNullOrEmpty(Device))
            throw ConfigurationException.Of("sound.device", Device, "the sound card's ALSA name such as hw:CARD=sndrpigooglevoi; arecord -L lists them");
        if (!Resample && Resampling.Any(name => Device.StartsWith(name, StringComparison.Ordinal)))
            throw ConfigurationException.Of("sound.device", Device, "a card itself such as hw:0,0, because this one may resample; or sound.resample true");
        if (!SoundLevelMeter.SampleRates.Contains(Rate))
            throw ConfigurationException.Of("sound.rate", Rate, $"one of {string.Join(", ", SoundLevelMeter.SampleRates)} Hz");
        if (Format is { } format && !Formats.Contains(format))
            throw ConfigurationException.Of("sound.format", format, $"one of {string.Join(", ", Formats)}, or null for the finest that the card gives");
        if (Channel is not ("left" or "right"))
            throw ConfigurationException.Of("sound.channel", Channel, "left or right");
    }
}
