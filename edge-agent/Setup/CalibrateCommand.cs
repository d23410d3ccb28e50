using System.CommandLine;
using System.Globalization;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Calibration;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Setup.Sheets;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Agent.Uplink.Identity;
using Solutions.Edge.Contracts;
using Command = System.CommandLine.Command;

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

    private static readonly Option<int?> Class = new("--calibrator-class") { Description = "Its class by IEC 60942: 1 or 2" };

    private static readonly Option<string> Certificate = new("--certificate") { Description = "Its certificate: laboratory, number, date" };

    private static readonly Option<string> Role = new("--role") { Description = "As what you are here, such as engineer; not your name" };

    private static readonly Option<string> Microphone = new("--microphone") { Description = "Serial of the microphone: checks of two are not compared" };

    private static readonly Option<FileInfo> Audio = new("--audio") { Description = "WAV file to hear instead of the device's" };

    public static Command Create()
    {
        var command = new Command("calibrate", "Checks a microphone with a 94 or 114 dB calibrator, and sets its sensitivity")
        {
            Config, State, Level, When, Calibrator, Class, Certificate, Role, Microphone, Audio,
        };
        command.SetAction(async (parsed, stopping) =>
        {
            try
            {
                return await CalibrateAsync(parsed, TimeProvider.System, stopping) ? 0 : 1;
            }
            catch (Exception e) when (e is ConfigurationException or AudioSourceException or SetupException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(e.Message);
                return 2;
            }
        });
        return command;
    }

    private static async Task<bool> CalibrateAsync(ParseResult parsed, TimeProvider time, CancellationToken stopping)
    {
        DeviceIdentity? identity = null;
        var options = AgentFile.Load(parsed.GetValue(Config)!.FullName, o =>
        {
            o.State = parsed.GetValue(State)?.FullName ?? o.State;
            identity = DeviceIdentity.Find(o.State, TimeProvider.System);
            identity?.Rule(o);
        });
        var (level, when) = (parsed.GetValue(Level), CheckTimeOf(parsed.GetValue(When)));
        CheckStated(parsed);
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
        ledger.Append(CalibrationEntry.Of(check, time.GetUtcNow(), options.Device!, parsed.GetValue(Microphone), parsed.GetValue(Calibrator), when) with
        {
            CalibratorClass = parsed.GetValue(Class),
            Certificate = parsed.GetValue(Certificate),
            Role = parsed.GetValue(Role),
            MicrophoneClass = sound.MicrophoneClass,
            SelfNoiseDba = sound.SelfNoiseDba,
        });
        guide.Accept(check, ledger.SensitivityDbfs!.Value);
        var made = ledger.Entries.Select(e => e.Point).ToList();
        if (CalibrationSpan.Of(made).FirstOrDefault(s => ReferenceEquals(s.After, made[^1])) is { } closed)
            guide.Close(closed);
        guide.Deliver(await DeliverAsync(options, identity, stopping));
        return true;
    }

    /// <summary>What is accepted holds and is kept, whether or not the control room is there.</summary>
    private static async Task<IReadOnlyList<string>> DeliverAsync(AgentOptions options, DeviceIdentity? identity, CancellationToken stopping)
    {
        try
        {
            using var upload = new SheetUpload(options.Device!, ControlRoomAddress.Of(options, identity),
                new CalibrationSheets(options.StateFolder, options.Device!));
            return (await upload.SendAsync(stopping)).Words;
        }
        catch (ConfigurationException e)
        {
            return [$"not sent: {e.Message}"];
        }
    }

    /// <summary>The control room takes no more, and a check that is made must reach it.</summary>
    private static void CheckStated(ParseResult parsed)
    {
        if (parsed.GetValue(Class) is { } given and not (1 or 2))
            throw new SetupException($"--calibrator-class is {given}; it must be 1 or 2");
        foreach (var option in new[] { Calibrator, Certificate, Role, Microphone })
        {
            if (parsed.GetValue(option)?.Length is 0 or > CalibrationSheet.LongestText)
                throw new SetupException($"{option.Name} is empty or too long; it must have 1 to {CalibrationSheet.LongestText} characters");
        }
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
