using System.Runtime.InteropServices;
using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Sound.Capture;

/// <summary>A sound card by ALSA, at the rate that was asked for: nothing between resamples unless that is configured.</summary>
internal sealed unsafe class AlsaPcm : IPcm
{
    /// <summary>A live card that gives nothing for this long is stuck.</summary>
    private const int LongestWaitMs = 2000;

    private const uint BufferMicroseconds = 500_000, PeriodMicroseconds = 50_000;

    private readonly string name;
    private nint pcm;
    private long bufferFrames;

    private AlsaPcm(string name, nint pcm) => (this.name, this.pcm) = (name, pcm);

    public PcmFormat Format { get; private set; } = PcmFormat.All[0];

    public int Channels { get; private set; }

    /// <exception cref="AudioSourceException">It is not there, in use, or cannot do what was asked; the sentence states what it can.</exception>
    public static AlsaPcm Open(SoundOptions sound)
    {
        var name = sound.Device!;
        try
        {
            Alsa.BeQuiet();
            var failed = Alsa.Open(out var handle, name, Alsa.Capture, Alsa.NoWaiting);
            if (failed < 0)
                throw new AudioSourceException(failed switch
                {
                    Alsa.Busy => $"microphone {name} is in use by another program; stop it (fuser -v /dev/snd/* names it)",
                    Alsa.NotFound or Alsa.NoDevice => $"microphone {name} is not there; {Cards()}",
                    _ => $"microphone {name} does not open: {Alsa.WordsOf(failed)}; {Cards()}",
                })
                {
                    IsInUse = failed == Alsa.Busy,
                };
            var opened = new AlsaPcm(name, handle);
            try
            {
                opened.SetUp(sound);
                return opened;
            }
            catch
            {
                opened.Dispose();
                throw;
            }
        }
        catch (DllNotFoundException e)
        {
            throw new AudioSourceException("libasound.so.2 is missing; install Debian's package libasound2 (libasound2t64 on Debian 13)", e);
        }
    }

    public PcmRead Read(Span<byte> frames)
    {
        var waited = Alsa.Wait(pcm, LongestWaitMs);
        if (waited == 0)
            throw new AudioSourceException(
                $"microphone {name} is stuck: it has given no sample for {LongestWaitMs / 1000} s; check its wiring or plug it in again");
        CLong read;
        fixed (byte* buffer = frames)
            read = waited < 0 ? new CLong(waited) : Alsa.Read(pcm, buffer, new CULong((nuint)(frames.Length / (Channels * Format.Bytes))));
        if (read.Value == Alsa.Again)
            return default;
        if (read.Value < 0)
            return Recover((int)read.Value);
        // More than the buffer holds is no delay: some plug-ins count without end.
        var knows = Alsa.Delay(pcm, out var waiting) >= 0 && waiting.Value >= 0 && waiting.Value <= bufferFrames;
        return new((int)read.Value, knows ? waiting.Value : 0, false);
    }

    public void Dispose()
    {
        if (pcm != 0)
            _ = Alsa.Close(pcm);
        pcm = 0;
    }

    private PcmRead Recover(int error)
    {
        if (error is not (Alsa.BrokenPipe or Alsa.Suspended))
            throw new AudioSourceException(
                error == Alsa.NoDevice ? $"microphone {name} was unplugged" : $"microphone {name} gives no sound: {Alsa.WordsOf(error)}");
        if (error == Alsa.Suspended)
            _ = Alsa.Resume(pcm);
        Check(Alsa.Prepare(pcm), "does not begin anew");
        // Start by hand: the threshold of a capture that nobody reads is never reached.
        Check(Alsa.Start(pcm), "does not begin anew");
        return new(0, 0, true);
    }

    private void SetUp(SoundOptions sound)
    {
        Check(Alsa.NewHardware(out var hardware), "cannot be asked what it can");
        try
        {
            Check(Alsa.AnyHardware(pcm, hardware), "has no capture");
            Check(Alsa.SetResampling(pcm, hardware, sound.Resample ? 1u : 0u), "does not take that nothing resamples");
            Check(Alsa.SetAccess(pcm, hardware, Alsa.InterleavedAccess), "does not give interleaved frames");
            SetFormat(sound.Format, hardware);
            SetChannels(sound, hardware);
            SetRate((uint)sound.Rate, hardware);
            var (buffer, period, near) = (BufferMicroseconds, PeriodMicroseconds, 0);
            Check(Alsa.SetBufferTime(pcm, hardware, ref buffer, ref near), "takes no buffer of half a second");
            Check(Alsa.SetPeriodTime(pcm, hardware, ref period, ref near), "takes no period of 50 ms");
            Check(Alsa.SetHardware(pcm, hardware), "does not take these figures together");
            Check(Alsa.BufferSize(hardware, out var frames), "does not state its buffer");
            bufferFrames = (long)frames.Value;
        }
        finally
        {
            Alsa.FreeHardware(hardware);
        }
        Check(Alsa.Prepare(pcm), "cannot be made ready");
        Check(Alsa.Start(pcm), "does not start");
    }

    private void SetFormat(string? asked, nint hardware)
    {
        var offered = PcmFormat.All.Where(f => Alsa.TestFormat(pcm, hardware, f.Alsa) >= 0).ToList();
        Format = (asked is null ? offered.FirstOrDefault() : offered.FirstOrDefault(f => f.Name == asked)) ?? throw new AudioSourceException(
            $"microphone {name} gives {(offered.Count == 0 ? "no format that is read here" : string.Join(", ", offered.Select(f => f.Name)))}; "
            + $"sound.format is {asked ?? "null"}, and must be one that it gives");
        Check(Alsa.SetFormat(pcm, hardware, Format.Alsa), $"does not take {Format.Name}");
    }

    private void SetChannels(SoundOptions sound, nint hardware)
    {
        Check(Alsa.FewestChannels(hardware, out var fewest), "does not state its channels");
        Check(Alsa.MostChannels(hardware, out var most), "does not state its channels");
        Channels = (int)Math.Clamp(sound.ChannelIndex + 1u, fewest, most);
        if (sound.ChannelIndex >= Channels)
            throw new AudioSourceException($"microphone {name} has {most} channel{(most == 1 ? "" : "s")}; sound.channel is {sound.Channel}, and must be left");
        Check(Alsa.SetChannels(pcm, hardware, (uint)Channels), $"does not take {Channels} channels");
    }

    private void SetRate(uint hertz, nint hardware)
    {
        if (Alsa.SetRate(pcm, hardware, hertz, 0) >= 0)
            return;
        var known = Alsa.LowestRate(hardware, out var lowest, out _) >= 0 && Alsa.HighestRate(hardware, out var highest, out _) >= 0
            ? $"it gives {lowest} to {highest} Hz" : "it states no rate";
        throw new AudioSourceException($"microphone {name} does not capture at sound.rate {hertz} Hz: {known}; set a rate that it gives, or sound.resample");
    }

    private void Check(int result, string what)
    {
        if (result < 0)
            throw new AudioSourceException($"microphone {name} {what}: {Alsa.WordsOf(result)}");
    }

    /// <summary>What captures here, as the kernel lists it.</summary>
    private static string Cards()
    {
        try
        {
            var here = File.ReadLines("/proc/asound/pcm").Where(l => l.Contains(": capture", StringComparison.Ordinal))
                .Select(l => $"hw:{int.Parse(l[..2])},{int.Parse(l[3..5])} ({l[7..].Split(" : ")[0].Trim()})").ToList();
            if (here.Count > 0)
                return $"what captures here: {string.Join(", ", here)}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentOutOfRangeException)
        {
        }
        return "no sound card of this machine captures; check that it is plugged in, and for an I2S microphone its overlay in config.txt";
    }
}
