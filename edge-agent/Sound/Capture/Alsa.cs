using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Solutions.Edge.Agent.Sound.Capture;

/// <summary>The entry points of libasound that capture needs. What returns int returns 0 or more, or a negative errno.</summary>
internal static unsafe partial class Alsa
{
    public const int Capture = 1, InterleavedAccess = 3, NoWaiting = 1, TimestampsOn = 1;

    public const int BrokenPipe = -32, NoDevice = -19, Suspended = -86, Again = -11, NotFound = -2, Busy = -16;

    private const string Library = "libasound.so.2";

    [LibraryImport(Library, EntryPoint = "snd_pcm_open", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(out nint pcm, string name, int stream, int mode);

    [LibraryImport(Library, EntryPoint = "snd_pcm_close")]
    public static partial int Close(nint pcm);

    [LibraryImport(Library, EntryPoint = "snd_pcm_prepare")]
    public static partial int Prepare(nint pcm);

    [LibraryImport(Library, EntryPoint = "snd_pcm_start")]
    public static partial int Start(nint pcm);

    [LibraryImport(Library, EntryPoint = "snd_pcm_resume")]
    public static partial int Resume(nint pcm);

    [LibraryImport(Library, EntryPoint = "snd_pcm_wait")]
    public static partial int Wait(nint pcm, int timeoutMs);

    [LibraryImport(Library, EntryPoint = "snd_pcm_delay")]
    public static partial int Delay(nint pcm, out CLong frames);

    [LibraryImport(Library, EntryPoint = "snd_pcm_readi")]
    public static partial CLong Read(nint pcm, byte* buffer, CULong frames);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_malloc")]
    public static partial int NewHardware(out nint hardware);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_free")]
    public static partial void FreeHardware(nint hardware);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_any")]
    public static partial int AnyHardware(nint pcm, nint hardware);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_set_rate_resample")]
    public static partial int SetResampling(nint pcm, nint hardware, uint allowed);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_set_access")]
    public static partial int SetAccess(nint pcm, nint hardware, int access);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_test_format")]
    public static partial int TestFormat(nint pcm, nint hardware, int format);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_set_format")]
    public static partial int SetFormat(nint pcm, nint hardware, int format);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_get_channels_min")]
    public static partial int FewestChannels(nint hardware, out uint channels);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_get_channels_max")]
    public static partial int MostChannels(nint hardware, out uint channels);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_set_channels")]
    public static partial int SetChannels(nint pcm, nint hardware, uint channels);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_get_rate_min")]
    public static partial int LowestRate(nint hardware, out uint hertz, out int direction);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_get_rate_max")]
    public static partial int HighestRate(nint hardware, out uint hertz, out int direction);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_set_rate")]
    public static partial int SetRate(nint pcm, nint hardware, uint hertz, int direction);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_set_buffer_time_near")]
    public static partial int SetBufferTime(nint pcm, nint hardware, ref uint microseconds, ref int direction);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_set_period_time_near")]
    public static partial int SetPeriodTime(nint pcm, nint hardware, ref uint microseconds, ref int direction);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params")]
    public static partial int SetHardware(nint pcm, nint hardware);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_get_buffer_size")]
    public static partial int BufferSize(nint hardware, out CULong frames);

    [LibraryImport(Library, EntryPoint = "snd_lib_error_set_handler")]
    private static partial int SetErrorHandler(delegate* unmanaged[Cdecl]<byte*, int, byte*, int, byte*, void> handler);

    /// <summary>The handler has further arguments after these, which the caller clears away.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(byte* file, int line, byte* function, int error, byte* format)
    {
    }

    [LibraryImport(Library, EntryPoint = "snd_strerror")]
    public static partial nint Words(int error);

    /// <summary>Keeps libasound from writing its own lines to standard error: what fails is said by the exception, and once.</summary>
    public static void BeQuiet() => _ = SetErrorHandler(&Ignore);

    public static string WordsOf(int error) => Marshal.PtrToStringUTF8(Words(error)) ?? $"error {error}";
}
