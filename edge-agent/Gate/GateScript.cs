using System.Text.Json;
using System.Text.Json.Serialization;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Gate;

/// <summary>What a scripted gate does, and how often.</summary>
/// <param name="Repeat">Seconds after which it begins anew; null = it plays once.</param>
/// <param name="Steps">The changes, in order of time. What a step leaves out stays as it was; a shock is felt only in its own step.</param>
internal sealed record GateScript(double? Repeat, IReadOnlyList<GateStep> Steps)
{
    public bool HasLeaf => Steps.Any(s => s.Contact is not null);

    public bool HasButton => Steps.Any(s => s.Button is not null);

    public static GateScript Of(Scene scene) => new(Scene.Length.TotalSeconds, scene.GateSteps(0));

    /// <exception cref="ConfigurationException">The file is missing, is no such JSON, or its times cannot be.</exception>
    public static GateScript Load(string path)
    {
        try
        {
            var script = JsonSerializer.Deserialize(File.ReadAllBytes(path), GateScriptJson.Default.GateScript)
                ?? throw new ConfigurationException($"{path} is empty; it must hold {{\"repeat\":…,\"steps\":[…]}}");
            return script.FindFault() is { } fault ? throw new ConfigurationException($"{path}: {fault}") : script;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ConfigurationException($"{path} cannot be read as a gate's script: {e.Message}", e);
        }
    }

    /// <summary>Every step with its instant, endlessly if it repeats.</summary>
    public IEnumerable<(DateTimeOffset At, GateStep Step)> From(DateTimeOffset start)
    {
        for (var repetition = 0L; repetition == 0 || Repeat is not null; repetition++)
            foreach (var step in Steps)
                yield return (start.AddSeconds(repetition * (Repeat ?? 0) + step.At), step);
    }

    private string? FindFault()
    {
        if (Steps.Count == 0)
            return "steps is empty; a gate does something";
        for (var i = 0; i < Steps.Count; i++)
        {
            var least = i == 0 ? 0 : Steps[i - 1].At;
            if (!(Steps[i].At >= least && double.IsFinite(Steps[i].At)))
                return FormattableString.Invariant($"step {i} is at {Steps[i].At} s; it must be {least} s or later");
            if (Steps[i].Shock is { } shock && !(shock is >= 0 and <= 1000))
                return FormattableString.Invariant($"step {i} has a shock of {shock} g; it must be 0 to 1000");
        }
        return Repeat is { } repeat && !(repeat > Steps[^1].At && double.IsFinite(repeat))
            ? FormattableString.Invariant($"repeat is {repeat} s; it must be later than the last step at {Steps[^1].At} s, or null") : null;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    Converters = [typeof(WordConverter<ContactState>), typeof(WordConverter<BoltState>)])]
[JsonSerializable(typeof(GateScript))]
internal sealed partial class GateScriptJson : JsonSerializerContext;
