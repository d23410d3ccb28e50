using System.CommandLine;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Contracts;
using Command = System.CommandLine.Command;

namespace Solutions.Edge.Agent.Setup;

/// <summary>
/// <c>solutions-agent analyse audio</c>: the levels of every second of a file of sound, then those of the whole. Seconds are counted from
/// the first sample. What is left after the last whole second is a second too, and its <c>n</c> says how long: nothing is lost.
/// </summary>
internal static class AnalyseAudio
{
    private const string Ndjson = "ndjson";
    private const int BlockSamples = 1 << 13;
    private const double LargestSensitivity = 200;

    private static readonly Argument<string> File = new("file")
    {
        Description = "WAV file (PCM of 16, 24 or 32 bits or float of 32 or 64, also RF64), AIFF or MP3, of any sample rate",
    };

    private static readonly Option<double> SensitivityDbfs = new("--sensitivity-dbfs")
    {
        Description = "dBFS of a 94 dB, 1 kHz tone in the file (0 dBFS: a full-scale sine)",
        DefaultValueFactory = _ => -26,
    };

    private static readonly Option<int> Channel = new("--channel") { Description = "Which channel is measured, from 1", DefaultValueFactory = _ => 1 };

    private static readonly Option<double?> SelfNoise = new("--self-noise-dba")
    {
        Description = "The microphone's self-noise in dB(A); seconds under its range are then flagged",
    };

    private static readonly Option<string> Format = new("--format") { Description = $"{Ndjson}: one JSON object a line", DefaultValueFactory = _ => Ndjson };

    private static readonly Option<string?> Evidence = new("--evidence")
    {
        Description = "A new file: the measured channel as Broadcast WAV, with its instant, its calibration and a cue point for every event",
    };

    private static readonly Option<string?> Starts = new("--starts")
    {
        Description = "When the first sample was taken, such as 2026-11-23T23:04:05.250Z; --evidence needs it",
    };

    public static Command Create()
    {
        var command = new Command("audio", "Prints the levels of every second of a file of sound, and of the whole")
        {
            File, SensitivityDbfs, Channel, SelfNoise, Format, Evidence, Starts,
        };
        command.SetAction(parsed =>
        {
            try
            {
                using var file = Open(parsed, out var meter, out var pascalPerFullScale);
                using var evidence = OpenEvidence(parsed, file);
                using var output = LineOutput.Open();
                Analyse(file, parsed.GetValue(File)!, meter, pascalPerFullScale, new AudioLines(output), evidence);
                return 0;
            }
            catch (LineOutput.ClosedException)
            {
                return 0;
            }
            catch (Exception e) when (e is AudioSourceException or SetupException)
            {
                parsed.InvocationConfiguration.Error.WriteLine(e.Message);
                return 2;
            }
        });
        return command;
    }

    /// <summary>All that can be wrong before the first line is printed.</summary>
    private static ISoundFile Open(ParseResult parsed, out SoundLevelMeter meter, out double pascalPerFullScale)
    {
        if (parsed.GetValue(Format) is var format && format != Ndjson)
            throw new SetupException($"--format is '{format}'; it must be {Ndjson}");
        var sensitivity = parsed.GetValue(SensitivityDbfs);
        if (!(Math.Abs(sensitivity) <= LargestSensitivity))
            throw new SetupException($"--sensitivity-dbfs is {sensitivity}; it must be a level such as -26, within {LargestSensitivity} dB of full scale");
        pascalPerFullScale = Sensitivity.PascalPerFullScale(sensitivity);
        var range = MeasuringRange.Of(sensitivity, parsed.GetValue(SelfNoise));
        var file = SoundFile.Measurable(SoundFile.Open(parsed.GetValue(File)!, parsed.GetValue(Channel)), range);
        meter = new SoundLevelMeter(file.SampleRate, range);
        return file;
    }

    private static EvidenceSound? OpenEvidence(ParseResult parsed, ISoundFile file)
    {
        if (parsed.GetValue(Evidence) is not { } path)
        {
            return parsed.GetValue(Starts) is not { } unused ? null
                : throw new SetupException($"--starts is '{unused}' but there is no --evidence FILE that would state it");
        }
        if (parsed.GetValue(Starts) is not { } text || !InstantConverter.TryRead(text, out var starts))
        {
            throw new SetupException($"--starts is '{parsed.GetValue(Starts)}'; with --evidence it must be the instant of the first sample,"
                + " such as 2026-11-23T23:04:05.250Z");
        }
        return new(path, parsed.GetValue(File)!, file.SampleRate, parsed.GetValue(Channel), starts, parsed.GetValue(SensitivityDbfs), file.Remarks);
    }

    private static void Analyse(ISoundFile file, string path, SoundLevelMeter meter, double pascalPerFullScale, AudioLines lines, EvidenceSound? evidence)
    {
        var block = new float[BlockSamples];
        var summary = new AudioSummary { Remarks = file.Remarks };
        var events = new SoundEvents();
        for (var second = 0; ; second++)
        {
            var left = file.SampleRate;
            for (var read = 1; left > 0 && read > 0; left -= read)
            {
                read = file.Read(block.AsSpan(0, Math.Min(left, block.Length)), pascalPerFullScale);
                if (file.Faults is { IsEmpty: false } faults)
                    meter.Add(block.AsSpan(0, read), faults);
                else
                    meter.Add(block.AsSpan(0, read));
                evidence?.Write(block.AsSpan(0, read));
            }
            if (left == file.SampleRate && second == 0)
                throw new AudioSourceException($"{path} holds no samples");
            if (left == file.SampleRate)
                break;
            var levels = meter.EndSecond();
            summary.Add(levels);
            lines.Write(second, levels);
            // Events are found in whole seconds.
            if (left == 0)
                evidence?.Mark(events.Add(evidence.Starts.AddSeconds(second + 1), levels));
        }
        lines.Write(summary, evidence?.Complete());
    }
}
