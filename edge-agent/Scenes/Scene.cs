using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>
/// A generated place: its sound, picture and gate, each with known truth. Deterministic in name and seed. A story lasts
/// <see cref="Length"/> and repeats without a seam, every repetition with the next seed.
/// </summary>
internal sealed class Scene
{
    private static readonly Dictionary<string, Story> Known = new()
    {
        ["town"] = Stories.Town,
        ["home"] = Stories.Home,
        ["alley"] = Stories.Alley,
        ["alley-twin"] = Stories.AlleyTwin,
        ["night-music"] = StreetStories.NightMusic,
        ["street-alarms"] = StreetStories.StreetAlarms,
        ["town-glass"] = StreetStories.TownGlass,
        ["street-vehicles"] = StreetStories.StreetVehicles,
        ["weather"] = StreetStories.Weather,
        ["street-weather"] = StreetWeatherStory.Story,
        ["road"] = RoadStory.Story,
        ["sabotage"] = SabotageStory.Story,
    };

    private readonly Story story;

    private Scene(Story story, int seed)
    {
        this.story = story;
        Sound = story.Sound is { } score ? new SceneSound(score, seed) : null;
        Picture = story.Picture?.Invoke(seed);
    }

    /// <summary>The scenes there are.</summary>
    public static string Names { get; } = string.Join(", ", Known.Keys);

    /// <summary>How long the story lasts before it repeats.</summary>
    public static TimeSpan Length { get; } = TimeSpan.FromMinutes(10);

    /// <summary>When the story's second 0 is; null until <see cref="StartAt"/>.</summary>
    public DateTimeOffset? Start { get; private set; }

    /// <summary>The sound at the microphone; null = the scene has no sound.</summary>
    public SceneSound? Sound { get; }

    /// <summary>What a camera sees; null = the scene has no picture.</summary>
    public ScenePicture? Picture { get; }

    /// <exception cref="ConfigurationException">No scene has this name.</exception>
    public static Scene Load(string name, int seed) => Known.TryGetValue(name, out var story) ? new Scene(story, seed)
        : throw new ConfigurationException($"no scene is called '{name}'; there are {Names}");

    /// <summary>Sets <see cref="Start"/>, so that sound, picture and gate agree; the first call counts.</summary>
    public DateTimeOffset StartAt(DateTimeOffset instant)
    {
        lock (story)
            return Start ??= instant;
    }

    /// <summary>The gate's steps in one repetition, in order; the same in every one. Empty = the scene has no gate.</summary>
    public IReadOnlyList<GateStep> GateSteps(int repetition) =>
        repetition >= 0 ? story.Gate : throw new ArgumentOutOfRangeException(nameof(repetition), repetition, "repetitions are counted from 0");
}
