using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Sound;

namespace Solutions.Edge.Agent.Setup;

/// <summary>A recording, played once: played round and round, a short tone would become a long one.</summary>
internal sealed class FileSeconds : ICalibrationSound
{
    private readonly WavFile file;
    private readonly double pascalPerFullScale;

    private FileSeconds(WavFile file, string path, double sensitivityDbfs) =>
        (this.file, Name, pascalPerFullScale) = (file, path, Sensitivity.PascalPerFullScale(sensitivityDbfs));

    public string Name { get; }

    public int SampleRate => file.SampleRate;

    public static FileSeconds Of(string path, double sensitivityDbfs) => new(WavFile.Open(path), path, sensitivityDbfs);

    public bool Read(Span<float> second) => file.Read(second, pascalPerFullScale) == second.Length;

    public void Dispose() => file.Dispose();
}
