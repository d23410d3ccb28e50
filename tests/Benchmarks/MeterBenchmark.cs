using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Benchmarks;

/// <summary>A second of sound through the meter in blocks of a tenth, beside the scalar one. Allocated are a second's results, nothing per block.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
[HideColumns("Error", "StdDev", "RatioSD", "Job")]
public class MeterBenchmark
{
    private const int Block = SoundLevelMeter.SampleRate / 10;

    private readonly SoundLevelMeter meter = new();
    private readonly ScalarMeter scalar = new();
    private readonly float[] noise = new float[SoundLevelMeter.SampleRate], tone = new float[SoundLevelMeter.SampleRate];

    internal static int Run(string[] args)
    {
        // In this process: a generated project would not build under the tree's own rules.
        var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(5).WithIterationCount(15))
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "solutions-benchmarks"));
        BenchmarkRunner.Run<MeterBenchmark>(config, args);
        return 0;
    }

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        for (var n = 0; n < noise.Length; n++)
            (noise[n], tone[n]) = ((float)(random.NextDouble() - 0.5), (float)Math.Sin(2 * Math.PI * 8000 * n / SoundLevelMeter.SampleRate));
    }

    [Benchmark(Baseline = true, Description = "scalar, white noise")]
    public double Scalar()
    {
        for (var at = 0; at < noise.Length; at += Block)
            scalar.Add(noise.AsSpan(at, Block));
        return scalar.EndSecond();
    }

    [Benchmark(Description = "meter, white noise")]
    public SecondLevels Noise()
    {
        AddNoise();
        return meter.EndSecond();
    }

    [Benchmark(Description = "meter, 8 kHz tone")]
    public SecondLevels Tone()
    {
        for (var at = 0; at < tone.Length; at += Block)
            meter.Add(tone.AsSpan(at, Block));
        return meter.EndSecond();
    }

    /// <summary>A second's blocks and no end of it: the allocations of blocks alone. Every so often a second ends, else its steps would pile up.</summary>
    [Benchmark(Description = "meter, ten blocks alone")]
    public void Blocks() => AddNoise();

    [IterationCleanup(Target = nameof(Blocks))]
    public void End() => meter.EndSecond();

    private void AddNoise()
    {
        for (var at = 0; at < noise.Length; at += Block)
            meter.Add(noise.AsSpan(at, Block));
    }
}
