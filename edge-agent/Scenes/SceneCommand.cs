using System.CommandLine;
using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Scenes;

/// <summary><c>solutions-agent scene</c>: a scene as files, with its truth beside it.</summary>
internal static class SceneCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name")
        {
            Description = $"One of {Scene.Names}. For cameras: street-weather has rain, wind, insects and lights by day and night with people between, "
                + "road has vehicles, one that stops and things left behind, sabotage what is done to a camera, by day and by night",
        };
        var seed = new Option<int>("--seed") { Description = "Seed; the same seed gives the same bytes", DefaultValueFactory = _ => 1 };
        var from = new Option<double>("--from") { Description = "First second of the scene" };
        var seconds = new Option<int>("--seconds") { Description = "How many whole seconds, 1 to 3600", DefaultValueFactory = _ => 60 };
        var encoding = new Option<WavEncoding>("--encoding") { Description = "Samples of sound.wav", DefaultValueFactory = _ => WavEncoding.Float32 };
        var output = new Option<DirectoryInfo>("--output") { Description = "Folder for sound.wav, picture.avi and truth.ndjson", Required = true };
        var command = new Command("scene", "Writes a generated scene (sound at -26 dBFS, picture at 10 frames a second) and its truth")
        {
            name, seed, from, seconds, encoding, output,
        };
        command.SetAction(parsed =>
        {
            try
            {
                var scene = Scene.Load(parsed.GetValue(name)!, parsed.GetValue(seed));
                SceneFiles.Write(scene, parsed.GetValue(from), parsed.GetValue(seconds), parsed.GetValue(output)!.FullName, parsed.GetValue(encoding));
                return 0;
            }
            catch (Exception e) when (e is ConfigurationException or InvalidDataException or IOException or UnauthorizedAccessException)
            {
                parsed.InvocationConfiguration.Error.WriteLine(e.Message);
                return 2;
            }
        });
        return command;
    }
}
