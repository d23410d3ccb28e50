using System.Runtime.InteropServices;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>How far the device's clock can be trusted: a Pi has none of its own after a power cut.</summary>
/// <param name="time">Tells the time.</param>
/// <param name="trusted">True: the clock is right although no time server disciplines it, as in a demonstration on one machine.</param>
internal sealed partial class DeviceClock(TimeProvider time, bool trusted)
{
    private const int Unsynchronised = 0x40;

    private bool wasSynced;

    /// <summary>What the clock is worth now.</summary>
    public TimeQuality Quality
    {
        get
        {
            var synced = trusted || (TryAsk(out var answer) && (answer.Status & Unsynchronised) == 0);
            wasSynced |= synced;
            return synced ? TimeQuality.Synced : wasSynced ? TimeQuality.Holdover : TimeQuality.Unset;
        }
    }

    /// <summary>The kernel's bound on the clock's error in ms; null where the kernel gives none.</summary>
    public static double? ErrorMs => TryAsk(out var answer) && (answer.Status & Unsynchronised) == 0 ? answer.MaxErrorMicroseconds / 1000.0 : null;

    /// <summary>Milliseconds since the machine started, at an instant of the wall clock.</summary>
    public long UpAt(DateTimeOffset instant) =>
        Math.Max(0, (long)(time.GetElapsedTime(0) - (time.GetUtcNow() - instant)).TotalMilliseconds);

    private static bool TryAsk(out KernelClock answer)
    {
        answer = default;
        return OperatingSystem.IsLinux() && AdjTimeX(ref answer) >= 0;
    }

    [LibraryImport("libc", EntryPoint = "adjtimex")]
    private static partial int AdjTimeX(ref KernelClock clock);

    /// <summary>The head of the kernel's struct timex on 64-bit Linux; modes = 0 only asks.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 208)]
    private struct KernelClock
    {
        [FieldOffset(24)]
        public long MaxErrorMicroseconds;

        [FieldOffset(40)]
        public int Status;
    }
}
