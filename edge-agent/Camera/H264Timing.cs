namespace Solutions.Edge.Agent.Camera;

/// <summary>The frame rate that an H.264 stream states of itself (ITU-T H.264, 7.3.2.1.1 and E.1.1). A raw stream has no other times.</summary>
internal ref struct H264Timing
{
    /// <summary>Profiles whose parameters also state the form of the colours.</summary>
    private static readonly int[] WithColourForm = [44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244];

    private readonly ReadOnlySpan<byte> bytes;
    private int at;

    private H264Timing(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <param name="unit">A sequence parameter set, from its first byte on.</param>
    /// <returns>Null = it states none, or is damaged.</returns>
    public static double? Rate(ReadOnlySpan<byte> unit)
    {
        try
        {
            return new H264Timing(Unescaped(unit[1..])).Rate();
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Without the 3 that keeps two zero bytes from being a start code.</summary>
    private static byte[] Unescaped(ReadOnlySpan<byte> escaped)
    {
        var result = new List<byte>(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
            if (i < 2 || escaped[i] != 3 || escaped[i - 1] != 0 || escaped[i - 2] != 0)
                result.Add(escaped[i]);
        return [.. result];
    }

    private double? Rate()
    {
        var profile = Bits(8);
        Bits(16);
        Number();
        if (WithColourForm.Contains((int)profile))
            SkipColourForm();
        Number();
        SkipOrder();
        Number();
        Bits(1);
        Numbers(2);
        if (Bits(1) == 0)
            Bits(1);
        Bits(1);
        if (Bits(1) == 1)
            Numbers(4);
        return Bits(1) == 1 ? TimingOfUse() : null;
    }

    private void SkipColourForm()
    {
        var chroma = Number();
        if (chroma == 3)
            Bits(1);
        Numbers(2);
        Bits(1);
        if (Bits(1) == 0)
            return;
        for (var list = 0; list < (chroma == 3 ? 12 : 8); list++)
            if (Bits(1) == 1)
                for (int i = 0, last = 8, next = 8; i < (list < 6 ? 16 : 64); i++, last = next == 0 ? last : next)
                    next = next == 0 ? 0 : (last + SignedNumber() + 256) % 256;
    }

    private void SkipOrder()
    {
        switch (Number())
        {
            case 0:
                Number();
                break;
            case 1:
                Bits(1);
                Numbers(2);
                Numbers((int)Number());
                break;
        }
    }

    private double? TimingOfUse()
    {
        if (Bits(1) == 1 && Bits(8) == 255)
            Bits(32);
        if (Bits(1) == 1)
            Bits(1);
        if (Bits(1) == 1)
        {
            Bits(4);
            if (Bits(1) == 1)
                Bits(24);
        }
        if (Bits(1) == 1)
            Numbers(2);
        // A tick is a field, half a frame.
        return Bits(1) == 1 && Bits(32) is > 0 and var tick && Bits(32) is > 0 and var scale ? scale / (2d * tick) : null;
    }

    private uint Bits(int count)
    {
        var value = 0u;
        for (; count > 0; count--, at++)
            value = value << 1 | (uint)(bytes[at >> 3] >> (7 - (at & 7)) & 1);
        return value;
    }

    /// <summary>Exponential Golomb code.</summary>
    private uint Number()
    {
        var zeros = 0;
        while (Bits(1) == 0)
            zeros++;
        return zeros >= 32 ? throw new ArgumentOutOfRangeException(nameof(zeros)) : (1u << zeros) - 1 + Bits(zeros);
    }

    private int SignedNumber() => Number() is var code && code % 2 == 0 ? -(int)(code / 2) : (int)(code / 2) + 1;

    private void Numbers(int count)
    {
        for (; count > 0; count--)
            Number();
    }
}
