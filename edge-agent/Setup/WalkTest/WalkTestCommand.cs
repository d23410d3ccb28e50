using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Acoustics.Calibration;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Setup.Doctor;
using Solutions.Edge.Agent.Setup.Sheets;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Agent.Uplink.Identity;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>
/// <c>solutions-agent walk-test</c>: leads an engineer at the gate from one act to the next, and says of each whether the device saw it. Exit codes: 0
/// nothing is amber, 1 something is, 2 it could not be made.
/// </summary>
internal static class WalkTestCommand
{
    private const int MostSeconds = 3600;

    private static readonly Option<FileInfo> Config = new("--config")
    {
        Description = "The device's own file",
        DefaultValueFactory = _ => new(AgentOptions.DefaultPath),
    };

    private static readonly Option<DirectoryInfo> State = new("--state") { Description = "In place of the file's state" };

    private static readonly Option<string> Steps = new("--steps") { Description = $"Only these, by comma: {string.Join(", ", WalkPlan.Names)}" };

    private static readonly Option<string> Name = new("--name") { Description = "The engineer's name, for the sheet" };

    private static readonly Option<int> Seconds = new("--seconds") { Description = "How long a step waits", DefaultValueFactory = _ => 60 };

    private static readonly Option<double> Level = new("--level")
    {
        Description = "What the calibrator gives, in dB: 94 or 114",
        DefaultValueFactory = _ => 94,
    };

    private static readonly Option<bool> Write = new("--write") { Description = "Writes the shock limit that is learnt into the device's file" };

    private static readonly Option<bool> Json = new("--json") { Description = "The sheet as one JSON object; instructions go to standard error" };

    public static System.CommandLine.Command Create()
    {
        var command = new System.CommandLine.Command("walk-test", "Leads through the gate: open, bolt, slam, ...: each step green, amber or not fitted")
        {
            Config, State, Steps, Name, Seconds, Level, Write, Json,
        };
        command.SetAction(async (parsed, stopping) =>
        {
            try
            {
                return await WalkAsync(parsed, TimeProvider.System, stopping);
            }
            catch (Exception e) when (e is SetupException or ConfigurationException or IOException or UnauthorizedAccessException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(e.Message);
                return 2;
            }
            catch (OperationCanceledException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync("broken off: no sheet is kept");
                return 2;
            }
        });
        return command;
    }

    private static async Task<int> WalkAsync(ParseResult parsed, TimeProvider time, CancellationToken stopping)
    {
        var config = parsed.GetValue(Config)!.FullName;
        var device = ExaminedDevice.Read(config, parsed.GetValue(State)?.FullName, time);
        if (device.Options is not { } options)
            throw new SetupException($"{device.File.Words}; {device.File.Cure}");
        var plan = Plan(parsed, options);
        if (plan.Any(p => p.Step is not null) && device.AgentRuns())
            throw new SetupException("the agent runs and has the sensors, of which each has one reader; systemctl stop solutions-agent, walk-test again, "
                + "then systemctl start solutions-agent");
        var isJson = parsed.GetValue(Json);
        var isTerminal = !Console.IsInputRedirected && !(isJson ? Console.IsErrorRedirected : Console.IsOutputRedirected);
        var screen = new WalkScreen(isJson ? parsed.InvocationConfiguration.Error : parsed.InvocationConfiguration.Output, isTerminal, time);
        if (isTerminal)
            screen.Follow(Console.In);
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(config, stopping)));
        var began = time.GetUtcNow();
        var steps = await new Walk(new WalkSensors(options, time).WatchAsync, screen, time).GoAsync(plan, stopping);
        var sheet = new WalkTestSheet
        {
            Id = SheetFolder.NewId(began),
            Device = options.Device!,
            At = began,
            Version = StatedVersion.Version,
            Configuration = hash,
            Name = parsed.GetValue(Name),
            Steps = steps,
            Shock = ShockLearning.Learn(Peaks(steps, "slam"), Peaks(steps, "rattle"), Peaks(steps, "knock")),
        };
        screen.Say("");
        if (sheet.Shock is { } limits)
            Propose(limits, options, config, parsed.GetValue(Write), screen);
        screen.Say($"kept: {new SheetFolder(options.StateFolder).Keep(sheet)}");
        await DeliverAsync(options, device.Identity, screen, stopping);
        if (isJson)
            await parsed.InvocationConfiguration.Output.WriteLineAsync(Encoding.UTF8.GetString(sheet.Write()));
        return steps.Any(s => s.Result == StepResult.Amber) ? 1 : 0;
    }

    private static async Task DeliverAsync(AgentOptions options, DeviceIdentity? identity, WalkScreen screen, CancellationToken stopping)
    {
        try
        {
            using var upload = new SheetUpload(options.Device!, ControlRoomAddress.Of(options, identity), new SheetFolder(options.StateFolder));
            foreach (var line in (await upload.SendAsync(stopping)).Words)
                screen.Say(line);
        }
        catch (ConfigurationException e)
        {
            screen.Say($"not sent: {e.Message}");
        }
    }

    private static IReadOnlyList<PlannedStep> Plan(ParseResult parsed, AgentOptions options)
    {
        var (seconds, level) = (parsed.GetValue(Seconds), parsed.GetValue(Level));
        if (seconds is < 1 or > MostSeconds)
            throw new SetupException($"--seconds is {seconds}; it must be 1 to {MostSeconds}");
        if (!CalibrationCheck.NominalLevels.Contains(level))
            throw new SetupException(FormattableString.Invariant($"--level is {level}; it must be {string.Join(" or ", CalibrationCheck.NominalLevels)}"));
        if (parsed.GetValue(Name) is { Length: 0 or > WalkTestSheet.LongestName })
            throw new SetupException($"--name is empty or too long; it must have 1 to {WalkTestSheet.LongestName} characters");
        return WalkPlan.Of(options, TimeSpan.FromSeconds(seconds), level,
            parsed.GetValue(Steps)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            options.Camera is null ? null : CameraFeature.FindLackOfLibrary(),
            Place.Open(options.StateFolder, NullLogger.Instance).Current?.Type == SiteType.HOME);
    }

    private static IReadOnlyList<double> Peaks(IReadOnlyList<WalkTestStep> steps, string name) => steps.FirstOrDefault(s => s.Step == name)?.Values ?? [];

    private static void Propose(ShockLimits limits, AgentOptions options, string config, bool write, WalkScreen screen)
    {
        screen.Say($"shocks: {limits.Why}.");
        screen.Say(FormattableString.Invariant($"control room: shockG {limits.ShockG} g, in the site's figures (GATE-FORCED, GATE-ATTACK)."));
        var change = FormattableString.Invariant($"gate.shock.reportG {limits.ReportG} g, now {options.Gate!.Shock!.ReportG}");
        if (!write)
        {
            screen.Say($"{config}: {change}; walk-test --write writes it.");
            return;
        }
        try
        {
            // In place: the file's owner and rights stay.
            File.WriteAllBytes(config, AgentFileEdit.SetNumber(File.ReadAllBytes(config), ["gate", "shock"], "reportG", limits.ReportG));
            screen.Say($"{config}: {change}; written, in force from the agent's next start.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            screen.Say($"{config}: {change}; not written: {e.Message} Set it by hand.");
        }
    }
}
