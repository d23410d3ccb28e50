using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpenCvSharp;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>Writes a stretch of a scene: sound.wav, picture.avi (what the scene has of them) and truth.ndjson.</summary>
/// <remarks>
/// Each line of the truth is an object: a second's level, a sound or something seen that begins and ends (its times may lie outside the stretch), a
/// frame's boxes or a step of the gate.
/// </remarks>
internal static class SceneFiles
{
    /// <summary>Sensitivity that sound.wav is written for, in dBFS at 94 dB.</summary>
    public const double SensitivityDbfs = -26;

    private const int MaxSeconds = 3600;

    /// <exception cref="ConfigurationException">The stretch is no stretch.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(Scene scene, double from, int seconds, string folder, WavEncoding encoding = WavEncoding.Float32)
    {
        if (!(from >= 0 && double.IsFinite(from)))
            throw ConfigurationException.Of("--from", from, "0 or more seconds");
        if (seconds is < 1 or > MaxSeconds)
            throw ConfigurationException.Of("--seconds", seconds, $"1 to {MaxSeconds}");
        Directory.CreateDirectory(folder);
        using var truth = new StreamWriter(Path.Combine(folder, "truth.ndjson"), append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        if (scene.Sound is { } sound)
        {
            WriteSound(sound, from, seconds, Path.Combine(folder, "sound.wav"), encoding, truth);
            WriteEvents(sound, from, seconds, truth);
        }
        if (scene.Picture is { } picture)
        {
            WriteEvents(picture, from, seconds, truth);
            WritePicture(picture, from, seconds, Path.Combine(folder, "picture.avi"), truth);
        }
        WriteGate(scene, from, seconds, truth);
    }

    private static void WriteSound(SceneSound sound, double from, int seconds, string path, WavEncoding encoding, StreamWriter truth)
    {
        var pascal = new float[seconds * SceneSound.SampleRate];
        sound.Render((long)Math.Round(from * SceneSound.SampleRate), pascal);
        using (var file = new WavWriter(path, SceneSound.SampleRate, encoding, SensitivityDbfs))
        {
            file.Write(pascal);
            file.Complete();
        }
        var second = 0;
        foreach (var level in SceneTruth.SecondLevels(pascal))
            Write(truth, new SecondTruth(second++, Math.Round(level, 3)), TruthJson.Default.SecondTruth);
    }

    private static void WriteEvents(SceneSound sound, double from, int seconds, StreamWriter truth)
    {
        var length = Scene.Length.TotalSeconds;
        for (var repetition = (int)(from / length); repetition * length < from + seconds; repetition++)
            foreach (var e in sound.Events)
                if (repetition * length + e.Start - from is var start && start < seconds && repetition * length + e.End - from is > 0 and var end)
                    Write(truth, e with { Start = Math.Round(start, 3), End = Math.Round(end, 3) }, TruthJson.Default.SoundEvent);
    }

    private static void WriteEvents(ScenePicture picture, double from, int seconds, StreamWriter truth)
    {
        var length = Scene.Length.TotalSeconds;
        // What began in the repetition before may last into this one.
        for (var repetition = Math.Max(0, (int)(from / length) - 1); repetition * length < from + seconds; repetition++)
            foreach (var e in picture.Events(repetition))
                if (repetition * length + e.Start - from is var start && start < seconds && repetition * length + e.End - from is > 0 and var end)
                    Write(truth, e with { Start = Math.Round(start, 3), End = Math.Round(end, 3) }, TruthJson.Default.PictureEvent);
    }

    private static void WritePicture(ScenePicture picture, double from, int seconds, string path, StreamWriter truth)
    {
        using var bgr = new Mat(Lens.Height, Lens.Width, MatType.CV_8UC3);
        using var file = Film(path, bgr.Size());
        if (!file.IsOpened())
            throw new IOException($"{path} cannot be written as a film");
        for (var frame = 0; frame < seconds * ScenePicture.FramesPerSecond; frame++)
        {
            var t = (double)frame / ScenePicture.FramesPerSecond;
            picture.Draw(from + t, bgr);
            file.Write(bgr);
            var things = picture.Things(from + t);
            Write(truth,
                new FrameTruth(frame + 1, t, [.. picture.Boxes(from + t).Select(Numbers)],
                    things.Count == 0 ? null : [.. things.Select(g => new ThingTruth(g.Kind, Numbers(g.Box)))]),
                TruthJson.Default.FrameTruth);
        }
    }

    private static VideoWriter Film(string path, Size size)
    {
        try
        {
            return new(path, VideoCaptureAPIs.OPENCV_MJPEG, FourCC.MJPG, ScenePicture.FramesPerSecond, size);
        }
        catch (OpenCVException e)
        {
            throw new IOException($"{path} cannot be written as a film: {e.Message}", e);
        }
    }

    private static int[] Numbers(SceneBox box) => [box.Id, box.X, box.Y, box.W, box.H];

    private static void WriteGate(Scene scene, double from, int seconds, StreamWriter truth)
    {
        var length = Scene.Length.TotalSeconds;
        for (var repetition = (int)(from / length); repetition * length < from + seconds; repetition++)
            foreach (var step in scene.GateSteps(repetition))
                if (repetition * length + step.At - from is >= 0 and var t && t < seconds)
                    Write(truth, new GateTruth(Math.Round(t, 3), step.Contact, step.Bolt, step.Shock, step.Unlock), TruthJson.Default.GateTruth);
    }

    private static void Write<T>(StreamWriter truth, T line, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        truth.WriteLine(JsonSerializer.Serialize(line, type));
}

/// <summary>True level of one second; seconds are counted from the file's start.</summary>
internal sealed record SecondTruth(int Second, [property: JsonPropertyName("LAeq")] double LAeq);

/// <summary>True boxes [id, x, y, w, h] of the people of one frame, counted from 1, and of what else is there.</summary>
internal sealed record FrameTruth(
    int Frame, double T, int[][] Boxes, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ThingTruth[]? Things);

/// <summary>A vehicle or something left behind, with its box [id, x, y, w, h].</summary>
internal sealed record ThingTruth(string Kind, int[] Box);

/// <summary>A step of the gate, <paramref name="T"/> seconds from the file's start.</summary>
internal sealed record GateTruth(double T, ContactState? Contact, BoltState? Bolt, double? Shock, bool? Unlock);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(WordConverter<ContactState>), typeof(WordConverter<BoltState>), typeof(WordConverter<PictureRole>)])]
[JsonSerializable(typeof(SecondTruth))]
[JsonSerializable(typeof(SoundEvent))]
[JsonSerializable(typeof(PictureEvent))]
[JsonSerializable(typeof(FrameTruth))]
[JsonSerializable(typeof(GateTruth))]
internal sealed partial class TruthJson : JsonSerializerContext;
