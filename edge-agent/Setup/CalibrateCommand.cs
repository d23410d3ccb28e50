using System.CommandLine;
using System.Globalization;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Calibration;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Agent.Uplink.Identity;

namespace Solutions.Edge.Agent.Setup;

/// <summary>
/// <c>solutions-agent calibrate</c>: an engineer holds a calibrator to the microphone. The only way in which a sensitivity ever changes:
/// a running agent does not adjust itself, and reads the ledger only at its start.
/// </summary>
internal static class CalibrateCommand
{
    private static readonly Option<FileInfo> Config = new("--config")
    {
        Description = "The device's own file",
        DefaultValueFactory = _ => new(AgentOptions.DefaultPath),
    };

    private static readonly Option<DirectoryInfo> State = new("--state") { Description = "In place of the file's state" };

    private static readonly Option<double> Level = new("--level")
    {
        Description = "What the calibrator gives, in dB: 94 or 114",
        DefaultValueFactory = _ => 94,
    };

    private static readonly Option<string> When = new("--when") { Description = "'before' or 'after' a measurement; left out: amid one that goes on" };

    private static readonly Option<string> Calibrator = new("--calibrator") { Description = "Serial of the calibrator" };

    private static readonly Option<string> Microphone = new("--microphone") { Description = "Serial of the microphone: checks of two are not compared" };

    private static readonly Option<FileInfo> Audio = new("--audio") { Description = "WAV file to hear instead of the device's" };

    public static Command Create()
    {
        var command = new Command("calibrate", "Checks a microphone with a 94 or 114 dB calibrator, and sets its sensitivity")
        {
            Config, State, Level, When, Calibrator, Microphone, Audio,
        };
        command.SetAction(parsed =>
        {
            try
            {
                return Calibrate(parsed, TimeProvider.System) ? 0 : 1;
            }
            catch (Exception e) when (e is ConfigurationException or AudioSourceException or SetupException)
            {
                parsed.InvocationConfiguration.Error.WriteLine(e.Message);
                return 2;
            }
        });
        return command;
    }

    private static bool Calibrate(ParseResult parsed, TimeProvider time)
    {
        var options = AgentFile.Load(parsed.GetValue(Config)!.FullName, o =>
        {
            o.State = parsed.GetValue(State)?.FullName ?? o.State;
            DeviceIdentity.Find(o.State, TimeProvider.System)?.Rule(o);
        });
        var (level, when) = (parsed.GetValue(Level), CheckTimeOf(parsed.GetValue(When)));
        if (!CalibrationCheck.NominalLevels.Contains(level))
            throw new SetupException(
                string.Create(CultureInfo.InvariantCulture, $"--level is {level}; it must be {string.Join(" or ", CalibrationCheck.NominalLevels)}"));
        var (sound, path) = Hearing(options, parsed.GetValue(Audio)?.FullName);
        var ledger = CalibrationLedger.Load(options.StateFolder, options.Device!);
        var sensitivity = sound.SensitivityDbfs = ledger.SensitivityDbfs ?? sound.SensitivityDbfs;
        using var measured = path is null ? LiveSeconds.Of(sound, time) : (ICalibrationSound)FileSeconds.Of(path, sensitivity);
        var guide = new CalibrationGuide(parsed.InvocationConfiguration.Output);
        guide.Begin(options.Device!, sensitivity, level, ledger.Faults);
        var check = Listen(measured, sensitivity, new CalibrationCapture(level), guide);
        if (!check.IsAccepted)
        {
            guide.Refuse(check);
            return false;
        }
        ledger.Append(CalibrationEntry.Of(check, time.GetUtcNow(), options.Device!, parsed.GetValue(Microphone), parsed.GetValue(Calibrator), when));
        guide.Accept(check, ledger.SensitivityDbfs!.Value);
        var made = ledger.Entries.Select(e => e.Point).ToList();
        if (CalibrationSpan.Of(made).FirstOrDefault(s => ReferenceEquals(s.After, made[^1])) is { } closed)
            guide.Close(closed);
        return true;
    }

    private static CheckTime CheckTimeOf(string? when) => when switch
    {
        null => CheckTime.Between,
        "before" => CheckTime.Before,
        "after" => CheckTime.After,
        _ => throw new SetupException($"--when is '{when}'; it must be before or after"),
    };

    /// <summary>The microphone's figures, and the file that is measured in its place; null = the microphone itself.</summary>
    private static (SoundOptions Sound, string? Path) Hearing(AgentOptions options, string? audio) => options.Sound switch
    {
        null => throw new SetupException($"device '{options.Device}' has no microphone; there is nothing to calibrate"),
        { Source: SensorSource.Scene } =>
            throw new SetupException($"device '{options.Device}' hears a scene, which knows its own levels; there is nothing to calibrate"),
        { Source: SensorSource.Microphone } sound => (sound, audio),
        var sound => (sound, audio ?? sound.Path!),
    };

    private static CalibrationCheck Listen(ICalibrationSound sound, double sensitivityDbfs, CalibrationCapture capture, CalibrationGuide guide)
    {
        try
        {
            var listener = new ToneListener(sound.SampleRate, MeasuringRange.Of(sensitivityDbfs, null));
            var second = new float[sound.SampleRate];
            while (capture.Phase != CapturePhase.Ended && sound.Read(second))
            {
                var measured = listener.Measure(second);
                capture.Add(measured);
                guide.Show(capture, measured);
            }
            return CalibrationCheck.Judge(capture, sensitivityDbfs);
        }
        catch (NotSupportedException e)
        {
            throw new SetupException($"{sound.Name} cannot be measured: {e.Message}", e);
        }
    }
}
