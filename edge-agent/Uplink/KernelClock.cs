using System.Runtime.InteropServices;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>What the kernel states of its clock.</summary>
/// <param name="Synced">True while a time server disciplines it.</param>
/// <param name="MaxErrorMs">The bound on its error in ms; null where there is none.</param>
internal readonly partial record struct KernelClock(bool Synced, double? MaxErrorMs)
{
    private const int Unsynchronised = 0x40;

    /// <summary>Right although no time server disciplines it, as in a demonstration on one machine.</summary>
    public static KernelClock Trusted() => Ask() with { Synced = true };

    public static KernelClock Ask()
    {
        var answer = default(TimeX);
        return OperatingSystem.IsLinux() && AdjTimeX(ref answer) >= 0 && (answer.Status & Unsynchronised) == 0
            ? new(true, answer.MaxErrorMicroseconds / 1000.0)
            : default;
    }

    [LibraryImport("libc", EntryPoint = "adjtimex")]
    private static partial int AdjTimeX(ref TimeX clock);

    /// <summary>The head of the kernel's struct timex on 64-bit Linux; modes = 0 only asks.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 208)]
    private struct TimeX
    {
        [FieldOffset(24)]
        public long MaxErrorMicroseconds;

        [FieldOffset(40)]
        public int Status;
    }
}
