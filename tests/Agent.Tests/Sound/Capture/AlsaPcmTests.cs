using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Agent.Sound.Capture;
using Solutions.Edge.Agent.Tests.Evidence;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Sound.Capture;

/// <summary>libasound itself, with its own file plug-in as the card: a pipe whose writer sets the pace.</summary>
public sealed partial class AlsaPcmTests : IDisposable
{
    private const int Rate = 48_000;

    private readonly TemporaryFolder folder = new();

    public AlsaPcmTests()
    {
        MakePipe(Pipe, Convert.ToUInt32("600", 8));
        File.WriteAllText(Path.Combine(folder.Path, "asound.conf"), $$"""
            pcm.pair { type file slave.pcm { type null } file "/dev/null" infile "{{Pipe}}" format "raw" }
            pcm.dead { type hw card 31 }
            """);
        // libasound asks the C library's own copy of the environment.
        Assert.Equal(0, SetVariable("ALSA_CONFIG_PATH", Path.Combine(folder.Path, "asound.conf"), 1));
    }

    private string Pipe => Path.Combine(folder.Path, "pipe");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("left", 1, 94)]
    [InlineData("right", 2, 74)]
    public async Task A_microphone_by_itself_or_one_of_a_pair_is_measured_in_real_time(string channel, int channels, double levelDb)
    {
        using var stop = new CancellationTokenSource();
        var sound = new SoundOptions { Source = SensorSource.Microphone, Device = "pair", Format = "s32", Channel = channel };
        sound.Check();
        using var microphone = new Microphone(sound, () => AlsaPcm.Open(sound), TimeProvider.System, new CollectedLog<Microphone>());
        using var outbox = TestOutbox.Create(TimeProvider.System);
        using var home = new SoundHome(TimeProvider.System);
        using var worker = new SoundLevelWorker(
            microphone, false, new SoundHealth(microphone, new CollectedLog<SoundHealth>()), home.Ring, outbox, TimeProvider.System,
            new CollectedLog<SoundLevelWorker>());
        var playing = Task.Run(() => Play(channels, stop.Token), CancellationToken.None);
        var seconds = new List<Contracts.NoiseRecord>();
        try
        {
            await worker.StartAsync(CancellationToken.None);
            await Eventually.IsTrueAsync("four seconds of sound", () =>
            {
                // What nobody acknowledges is sent again.
                seconds.AddRange(outbox.TakeAll().OfType<Contracts.NoiseRecord>().Where(r => r.Seq > seconds.Count));
                return Task.FromResult(seconds.Count >= 4);
            });
        }
        finally
        {
            await worker.StopAsync(CancellationToken.None);
            // The end of what is played also ends the plug-in's wait for more.
            await stop.CancelAsync();
            await playing;
        }
        Assert.All(seconds.Skip(1), s => Assert.Equal(levelDb, s.LAeq!.Value, 0.1));
        Assert.All(seconds, s => Assert.InRange(s.N, 47_000, 49_000));
    }

    [Fact]
    public void A_card_that_is_not_there_is_named()
    {
        var gone = Assert.Throws<AudioSourceException>(() => AlsaPcm.Open(new SoundOptions { Device = "dead" }));
        Assert.StartsWith("microphone dead is not there; ", gone.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// A 1 kHz tone at -26 dBFS on the first channel and 20 dB less on a second, in real time, in pieces of as much as is read at once: of a shorter one
    /// the plug-in says that it was whole.
    /// </summary>
    private void Play(int channels, CancellationToken stop)
    {
        using var pipe = new FileStream(Pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        var (frames, start, sent) = (new byte[Rate / 20 * channels * 4], TimeProvider.System.GetTimestamp(), 0L);
        while (!stop.IsCancellationRequested)
        {
            for (var i = 0; i < Rate / 20 * channels; i++)
            {
                var level = i % channels == 0 ? 0.050119 : 0.0050119;
                var sample = level * int.MaxValue * Math.Sin(2 * Math.PI * 1000 * (sent + i / channels) / Rate);
                BinaryPrimitives.WriteInt32LittleEndian(frames.AsSpan(i * 4), (int)sample);
            }
            sent += Rate / 20;
            var ahead = TimeSpan.FromSeconds((double)sent / Rate) - TimeProvider.System.GetElapsedTime(start);
            if (ahead > TimeSpan.Zero)
                stop.WaitHandle.WaitOne(ahead);
            try
            {
                pipe.Write(frames);
            }
            catch (IOException)
            {
                return;
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakePipe(string path, uint mode);
}
