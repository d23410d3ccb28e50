using System.Text.Json;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Scenes;

public sealed class SceneFilesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("scene-files-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_truth_names_every_sound_that_begins_or_ends_in_the_stretch()
    {
        Assert.Equal(
            [
                """{"kind":"voices","start":-55,"end":530,"level":62,"quantity":"LAeq"}""",
                """{"kind":"glass","start":2,"end":3.6,"level":88,"quantity":"LAFmax"}""",
                """{"kind":"door-slam","start":15.5,"end":16.2,"level":66,"quantity":"LAFmax"}""",
                """{"kind":"door-slam","start":16.9,"end":17.6,"level":72,"quantity":"LAFmax"}""",
            ], Events("town-glass", 60, 20));
    }

    [Fact]
    public void Where_a_story_begins_again_the_times_go_on() =>
        Assert.Equal(
            [
                """{"kind":"two-tone-alarm","start":-85,"end":5,"level":72,"quantity":"LAeq"}""",
                """{"kind":"reversing-beeper","start":45,"end":70,"level":68,"quantity":"LAeq"}""",
            ], Events("street-alarms", 575, 50));

    [Fact]
    public void A_scene_without_a_picture_is_written_without_one_and_has_every_seconds_level()
    {
        SceneFiles.Write(Load("weather"), 100, 5, folder.FullName);
        Assert.Equal(["sound.wav", "truth.ndjson"], folder.GetFiles().Select(f => f.Name).Order());
        var seconds = Lines().Where(l => l.TryGetProperty("second", out _)).ToList();
        Assert.Equal([0, 1, 2, 3, 4], seconds.Select(l => l.GetProperty("second").GetInt32()));
        Assert.All(seconds, l => Assert.InRange(l.GetProperty("LAeq").GetDouble(), 40, 60));
    }

    [Fact]
    public void The_truth_names_what_is_seen_to_begin_and_end_and_boxes_what_is_no_person_under_its_kind()
    {
        SceneFiles.Write(Load("road"), 203, 2, folder.FullName);
        Assert.Equal(
            [
                """{"picture":"object-left","role":"occurrence","start":-143,"end":547}""",
                """{"picture":"vehicle-stopped","role":"occurrence","start":-3,"end":87}""",
            ], Lines().Where(l => l.TryGetProperty("picture", out _)).Select(l => l.GetRawText()));
        var frames = Lines().Where(l => l.TryGetProperty("frame", out _)).ToList();
        Assert.Equal(20, frames.Count);
        Assert.All(frames, f => Assert.Contains(f.GetProperty("things").EnumerateArray(),
            t => t.GetProperty("kind").GetString() == "car" && t.GetProperty("box").GetArrayLength() == 5));
    }

    [Fact]
    public void Where_only_people_are_a_frames_truth_has_boxes_alone()
    {
        SceneFiles.Write(Load("town"), 45, 1, folder.FullName);
        Assert.All(Lines().Where(l => l.TryGetProperty("frame", out _)), f => Assert.Equal(["frame", "t", "boxes"], f.EnumerateObject().Select(p => p.Name)));
    }

    private List<string> Events(string scene, double from, int seconds)
    {
        SceneFiles.Write(Load(scene), from, seconds, folder.FullName);
        return [.. Lines().Where(l => l.TryGetProperty("kind", out _)).Select(l => l.GetRawText())];
    }

    private IEnumerable<JsonElement> Lines() => File.ReadLines(Path.Combine(folder.FullName, "truth.ndjson")).Select(l => JsonDocument.Parse(l).RootElement);

    private static Scene Load(string name) => Scene.Load(name, 1);
}
