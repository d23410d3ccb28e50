using System.Text.Json;
using OpenCvSharp;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Setup;

/// <summary>The real process, as a script runs it.</summary>
public sealed class AnalyseVideoTests : IDisposable
{
    private static readonly string[] FrameFields = ["frame", "t", "motion", "regions", "tracks", "suppressed", "tamper", "changed", "occupied"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_line_a_frame_states_what_moves_and_the_last_line_what_it_cost()
    {
        Assert.SkipUnless(Tree.Data is not null, "the recording (vtest.avi) is not beside the project");
        var overlay = Path.Combine(folder.Path, "seen.avi");
        var run = await CommandRun.OfAgentAsync("analyse", "video", Path.Combine(Tree.Data!, "vtest.avi"), "--overlay", overlay, "--format", "ndjson");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = run.Output.TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var (frames, summary) = (lines[..^1], lines[^1]);
        Assert.Equal(795, frames.Count);
        Assert.All(frames, f => Assert.Equal(FrameFields, f.EnumerateObject().Select(p => p.Name)));
        Assert.Equal([1, 2, 3], frames.Take(3).Select(f => f.GetProperty("frame").GetInt32()));
        Assert.Equal([0, 0.1, 0.2], frames.Take(3).Select(f => f.GetProperty("t").GetDouble()));
        // People walk through the street from beginning to end; nobody touches the camera.
        Assert.InRange(frames.Skip(30).Count(f => f.GetProperty("motion").GetBoolean()), 740, 765);
        Assert.All(frames, f => Assert.Equal(JsonValueKind.Null, f.GetProperty("tamper").ValueKind));
        Assert.All(frames.SelectMany(f => f.GetProperty("regions").EnumerateArray()), r => Assert.Equal(4, r.GetArrayLength()));
        Assert.All(frames.SelectMany(f => f.GetProperty("tracks").EnumerateArray()), t => Assert.Equal(5, t.GetArrayLength()));
        Assert.True(summary.GetProperty("summary").GetBoolean());
        Assert.True(summary.GetProperty("cpuMs").GetDouble() > 0);
        using var film = new VideoCapture(overlay);
        Assert.Equal((795, 768), ((int)film.FrameCount, film.FrameWidth));
    }

    [Fact]
    public async Task A_lens_that_is_covered_is_named_after_ten_seconds_and_is_no_motion()
    {
        var path = Path.Combine(folder.Path, "covered.avi");
        using (var film = new VideoWriter(path, VideoCaptureAPIs.OPENCV_MJPEG, FourCC.MJPG, 10, new Size(320, 240)))
            for (var n = 0; n < 400; n++)
            {
                using var frame = n < 200 ? Wall(n) : new Mat(240, 320, MatType.CV_8UC3, new Scalar(30 + n % 2, 30, 30));
                film.Write(frame);
            }
        var run = await CommandRun.OfAgentAsync("analyse", "video", path);
        var frames = run.Output.TrimEnd('\n').Split('\n').SkipLast(1).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var named = frames.FindIndex(f => f.GetProperty("tamper").ValueKind == JsonValueKind.String);
        Assert.InRange(named, 290, 330);
        Assert.Matches("^(covered|dark)$", frames[named].GetProperty("tamper").GetString());
        Assert.All(frames.Skip(50), f => Assert.False(f.GetProperty("motion").GetBoolean()));
    }

    [Fact]
    public async Task With_zones_every_line_states_the_people_in_them_and_the_last_their_entries_and_exits()
    {
        // Someone walks along the pavement and over the road.
        SceneFiles.Write(Scene.Load("road", 1), from: 5, seconds: 24, folder.Path);
        var overlay = Path.Combine(folder.Path, "seen.avi");
        var run = await CommandRun.OfAgentAsync("analyse", "video", Path.Combine(folder.Path, "picture.avi"), "--zones", Zones("""
            [{"id": "road", "kind": "road", "polygon": [[0, 0.49], [1, 0.49], [1, 0.63], [0, 0.63]]},
             {"id": "pavement", "kind": "gate", "polygon": [[0, 0.64], [1, 0.64], [1, 1], [0, 1]]},
             {"id": "houses", "kind": "ignore", "polygon": [[0, 0], [1, 0], [1, 0.3], [0, 0.3]]}]
            """), "--overlay", overlay);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = run.Output.TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.All(lines.SkipLast(1), l => Assert.Equal([.. FrameFields, "zones", "activity", "things"], l.EnumerateObject().Select(p => p.Name)));
        Assert.Equal(["road", "pavement"], lines[100].GetProperty("zones").EnumerateObject().Select(z => z.Name));
        Assert.Contains(lines.SkipLast(1), l => l.GetProperty("zones").TryGetProperty("road", out var share) && share.GetDouble() > 2);
        var road = lines[^1].GetProperty("zones").GetProperty("road");
        Assert.Equal([1, 1], road.GetProperty("crossings").EnumerateArray().Select(c => c.GetInt32()));
        // Six metres at a walk.
        Assert.InRange(road.GetProperty("longestDwell").GetDouble(), 3, 5);
        Assert.InRange(lines.SkipLast(1)
            .Max(l => l.GetProperty("activity").TryGetProperty("road", out var zone) ? zone.GetProperty("dwell").GetDouble() : 0), 3, 5);
        using var film = new VideoCapture(overlay);
        Assert.Equal(240, film.FrameCount);
    }

    [Fact]
    public async Task A_car_that_stops_on_the_road_stands_in_the_lines_and_in_the_summary()
    {
        SceneFiles.Write(Scene.Load("road", 2), from: 190, seconds: 32, folder.Path);
        var run = await CommandRun.OfAgentAsync("analyse", "video", Path.Combine(folder.Path, "picture.avi"), "--zones",
            Zones("""{"zones": [{"id": "keep-clear", "kind": "keep-clear", "polygon": [[0, 0.45], [1, 0.45], [1, 0.63], [0, 0.63]]}]}"""));
        var lines = run.Output.TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var thing = Assert.Single(lines[^1].GetProperty("things").EnumerateArray());
        Assert.Equal(("vehicle-stopped", "keep-clear"), (thing.GetProperty("kind").GetString(), thing.GetProperty("zone").GetString()));
        Assert.InRange(thing.GetProperty("since").GetDouble(), 8, 12);
        Assert.False(thing.TryGetProperty("gone", out _));
        Assert.Equal(thing.GetRawText(), Assert.Single(lines[^2].GetProperty("things").EnumerateArray()).GetRawText());
        Assert.Empty(lines[150].GetProperty("things").EnumerateArray());
    }

    [Theory]
    [InlineData("""[{"id": "road", "kind": "river", "polygon": [[0, 0], [1, 0], [1, 1]]}]""",
        "has a zone whose kind is \"river\"; it must be one of person, road, keep-clear, gate, ignore")]
    [InlineData("""[{"id": "road", "kind": "road", "polygon": [[0, 0], [1, 0]]}]""", "its polygon has 2 corners; it must have 3 to 64")]
    [InlineData("""{"zones": [{"id": "yard", "kind": "person", "polygon": [[0, 0], [1, 0], [1, 1]], "scale": {"from": [0, 0], "to": [1, 0], "metres": 40}}]}""",
        "a film of 320 x 240: zone 'yard' is for persons and has 8 pixels a metre")]
    [InlineData("{}", "holds no zones; it must be a list such as")]
    [InlineData("", "cannot be read as zones")]
    public async Task Zones_that_cannot_be_are_named_with_what_would_be_right(string zones, string fault)
    {
        var film = Path.Combine(folder.Path, "wall.avi");
        using (var writer = new VideoWriter(film, VideoCaptureAPIs.OPENCV_MJPEG, FourCC.MJPG, 10, new Size(320, 240)))
        using (var wall = Wall(0))
            writer.Write(wall);
        var path = Zones(zones);
        var run = await CommandRun.OfAgentAsync("analyse", "video", film, "--zones", path);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"--zones is '{path}', which ", run.Error, StringComparison.Ordinal);
        Assert.Contains(fault, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_damaged_film_still_shows_is_reported_and_what_it_lost_is_counted()
    {
        var path = Path.Combine(folder.Path, "wall.avi");
        using (var writer = new VideoWriter(path, VideoCaptureAPIs.OPENCV_MJPEG, FourCC.MJPG, 10, new Size(320, 240)))
            for (var n = 0; n < 20; n++)
            {
                using var wall = Wall(n);
                writer.Write(wall);
            }
        var bytes = await File.ReadAllBytesAsync(path);
        var table = bytes.AsSpan(bytes.Length / 2).IndexOf<byte>([0xFF, 0xDB]) + bytes.Length / 2;
        bytes.AsSpan(table + 4, 24).Fill(0xFF);
        await File.WriteAllBytesAsync(path, bytes);
        var run = await CommandRun.OfAgentAsync("analyse", "video", path);
        var lines = run.Output.TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal((0, 19, 1, 1.9), (run.ExitCode, lines.Count - 1, lines[^1].GetProperty("framesLost").GetInt32(), lines[^2].GetProperty("t").GetDouble()));
        Assert.Contains($"{path}: 1 of its frames cannot be decoded and are left out", run.Error, StringComparison.Ordinal);

        await File.WriteAllBytesAsync(path, bytes[..(bytes.Length / 3)]);
        run = await CommandRun.OfAgentAsync("analyse", "video", path);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("\"summary\":true", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{path}: the file ends before its film; the frames that it holds are given", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_film_is_named()
    {
        var text = Path.Combine(folder.Path, "text.avi");
        await File.WriteAllTextAsync(text, "no film");
        foreach (var path in new[] { text, "/nowhere/none.avi" })
        {
            var run = await CommandRun.OfAgentAsync("analyse", "video", path);
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            // OpenCV may say something of its own before it.
            Assert.StartsWith(path, run.Error.TrimEnd('\n').Split('\n')[^1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_overlay_that_cannot_be_written_is_named_before_anything_is_printed()
    {
        Assert.SkipUnless(Tree.Data is not null, "the recording (vtest.avi) is not beside the project");
        var run = await CommandRun.OfAgentAsync("analyse", "video", Path.Combine(Tree.Data!, "vtest.avi"), "--overlay", "/nowhere/seen.avi");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("--overlay is '/nowhere/seen.avi', which cannot be written", run.Error, StringComparison.Ordinal);
    }

    private string Zones(string json)
    {
        var path = Path.Combine(folder.Path, "zones.json");
        File.WriteAllText(path, json);
        return path;
    }

    /// <summary>Bricks, with the noise of a sensor.</summary>
    private static Mat Wall(int seed)
    {
        var wall = new Mat(240, 320, MatType.CV_8UC3, new Scalar(90, 110, 150));
        for (var y = 0; y < 240; y += 16)
            for (var x = y % 32; x < 320; x += 32)
                Cv2.Rectangle(wall, new Rect(x, y, 30, 14), new Scalar(60, 70 + x % 50, 120 + y % 60), -1);
        Cv2.SetTheRNG((ulong)seed + 1);
        using var noise = new Mat(wall.Size(), wall.Type());
        Cv2.Randn(noise, Scalar.All(0), Scalar.All(3));
        Cv2.Add(wall, noise, wall);
        return wall;
    }
}
