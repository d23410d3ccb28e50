using System.Text.Json;
using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>How a step of a walk test ended.</summary>
public enum StepResult
{
    /// <summary>What was done arrived as it should.</summary>
    Green,

    /// <summary>It did not, or not in time, or the engineer gave a reason to go on.</summary>
    Amber,

    /// <summary>The device's file gives no such sensor, or gives one that is played.</summary>
    NotFitted,
}

/// <summary>One step of a walk test.</summary>
public sealed record WalkTestStep
{
    /// <summary>Most values.</summary>
    public const int MostValues = 16;

    private const int LongestUnit = 16;

    /// <summary>Which one, such as <c>slam</c>; 1 to 64 letters, digits, - or _.</summary>
    [JsonRequired]
    public string Step { get; init; } = "";

    /// <summary>How it ended.</summary>
    [JsonRequired]
    public StepResult Result { get; init; }

    /// <summary>When it began, UTC.</summary>
    [JsonRequired]
    public DateTimeOffset At { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>What was measured, in words; empty = nothing.</summary>
    public string Words { get; init => field = value ?? ""; } = "";

    /// <summary>Why it is amber or not fitted; null when green.</summary>
    public string? Reason { get; init; }

    /// <summary>What was measured, in <see cref="Unit"/>, in the order of time.</summary>
    public IReadOnlyList<double> Values { get; init => field = value ?? []; } = [];

    /// <summary>g, dB or %; null = no values.</summary>
    public string? Unit { get; init; }

    internal string? FindFault() => this switch
    {
        _ when !Ids.IsValid(Step) => new Fault("step", Step, "1 to 64 letters, digits, - or _").ToString(),
        { Seconds: not (>= 0 and <= 86_400) } => new Fault("seconds", Seconds, "0 to 86400").ToString(),
        { Words.Length: > WalkTestSheet.LongestText } => TooLong("words", Words),
        { Reason: { Length: > WalkTestSheet.LongestText } reason } => TooLong("reason", reason),
        { Result: not StepResult.Green, Reason: not { Length: > 0 } } => $"reason of step '{Step}' is missing; a step that is not green must have one",
        { Values.Count: > MostValues } => $"step '{Step}' has {Values.Count} values; it must have at most {MostValues}",
        _ when !Values.All(double.IsFinite) => $"a value of step '{Step}' is no number; each must be one",
        { Unit.Length: > LongestUnit } => $"unit of step '{Step}' is too long; it must be like g, dB or %",
        _ => null,
    };

    private string TooLong(string what, string text) =>
        $"{what} of step '{Step}' has {text.Length} characters; it must have at most {WalkTestSheet.LongestText}";
}

/// <summary>Limits of a gate's shocks, learnt from a walk test; all in g.</summary>
/// <param name="ReportG">Proposed for <c>gate.shock.reportG</c> of the device's file.</param>
/// <param name="ShockG">Proposed for <c>shockG</c> of the site's figures: what GATE-FORCED and GATE-ATTACK count as a shock.</param>
/// <param name="Why">The peaks that it stands on, in words.</param>
public sealed record ShockLimits(double ReportG, double ShockG, string Why);

/// <summary>What a walk test of a device showed, step by step. The device keeps it and delivers it by HTTP.</summary>
public sealed record WalkTestSheet
{
    /// <summary>Most steps, most characters of a text, and most bytes of a sheet.</summary>
    public const int MostSteps = 32, LongestText = 500, MostBytes = 64 * 1024;

    /// <summary>Most characters of a name.</summary>
    public const int LongestName = 100;

    /// <summary>Its id, unique on its device: 1 to 64 letters, digits, - or _. One that arrives twice is stored once.</summary>
    [JsonRequired]
    public string Id { get; init; } = "";

    /// <summary>The device.</summary>
    [JsonRequired]
    public string Device { get; init; } = "";

    /// <summary>When it began, UTC by the device's clock.</summary>
    [JsonRequired]
    public DateTimeOffset At { get; init; }

    /// <summary>Of the agent.</summary>
    [JsonRequired]
    public string Version { get; init; } = "";

    /// <summary>SHA-256 of the device's file as it was tested, 64 hexadecimal digits.</summary>
    [JsonRequired]
    public string Configuration { get; init; } = "";

    /// <summary>The engineer, as given; null = not stated.</summary>
    public string? Name { get; init; }

    /// <summary>In the order in which they were made.</summary>
    [JsonRequired]
    public IReadOnlyList<WalkTestStep> Steps { get; init => field = value ?? []; } = [];

    /// <summary>Null = not enough was felt to learn from.</summary>
    public ShockLimits? Shock { get; init; }

    /// <summary>The sheet as UTF-8 JSON.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, ContractsJson.Default.WalkTestSheet);

    /// <summary>Reads a sheet.</summary>
    /// <exception cref="RecordException">It is too long, does not read, or holds something that cannot be; the sentence names what.</exception>
    public static WalkTestSheet Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > MostBytes)
            throw new RecordException($"the sheet has {utf8.Length} bytes; it must have 1 to {MostBytes}");
        var read = JsonFault.Read(utf8, ContractsJson.Default.WalkTestSheet, "sheet");
        return read.FindFault() is { } fault ? throw new RecordException(fault) : read;
    }

    private string? FindFault() => this switch
    {
        _ when !Ids.IsValid(Id) => new Fault("id", Id, "1 to 64 letters, digits, - or _").ToString(),
        _ when !Ids.IsValid(Device) => new Fault("device", Device, "1 to 64 letters, digits, - or _").ToString(),
        { Version.Length: 0 or > HeartbeatRecord.LongestVersion } =>
            new Fault("version", Version, $"1 to {HeartbeatRecord.LongestVersion} characters").ToString(),
        _ when Configuration.Length != 64 || !Configuration.All(char.IsAsciiHexDigit) =>
            new Fault("configuration", Configuration, "a SHA-256 of 64 hexadecimal digits").ToString(),
        { Name.Length: 0 or > LongestName } => new Fault("name", Name, $"1 to {LongestName} characters").ToString(),
        { Steps.Count: 0 or > MostSteps } => $"it has {Steps.Count} steps; it must have 1 to {MostSteps}",
        _ when Steps.Any(s => s is null) => "a step is null; each must be given",
        { Shock: { } shock } when shock.Why.Length > LongestText || shock.ReportG is not (> 0 and <= 100) || shock.ShockG is not (> 0 and <= 100) =>
            $"shock is not a pair of limits over 0 to 100 g with a reason of at most {LongestText} characters",
        _ => Steps.Select(s => s.FindFault()).FirstOrDefault(f => f is not null),
    };
}
