using System.Buffers.Binary;

namespace Solutions.Edge.Guest.Tests;

/// <summary>A WAV file of 1 kHz tones in 32 bits, one level a channel.</summary>
internal static class ToneFile
{
    private const int Rate = 48_000, Header = 44;

    /// <param name="path">Where.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="levelsDbfs">Of each channel, 0 dBFS being a full-scale sine.</param>
    public static void Write(string path, int seconds, params double[] levelsDbfs)
    {
        var frame = 4 * levelsDbfs.Length;
        var file = new byte[Header + Rate * seconds * frame];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), (short)levelsDbfs.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), Rate * frame);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), (short)frame);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 32);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), file.Length - Header);
        for (var i = 0; i < Rate * seconds; i++)
        {
            for (var c = 0; c < levelsDbfs.Length; c++)
            {
                var sample = int.MaxValue * Math.Pow(10, levelsDbfs[c] / 20) * Math.Sin(2 * Math.PI * 1000 * i / Rate);
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(Header + i * frame + 4 * c), (int)sample);
            }
        }
        File.WriteAllBytes(path, file);
    }
}
