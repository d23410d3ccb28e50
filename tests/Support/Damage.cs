using CsCheck;

namespace Solutions.Edge.Tests.Support;

/// <summary>Bytes that a line, a disk or a stranger has changed. A property that fails prints the seed with which it fails again.</summary>
public static class Damage
{
    /// <summary>One of these, cut off anywhere or not, with up to eight bytes changed, taken out or put in.</summary>
    public static Gen<byte[]> Of(IEnumerable<byte[]> whole) => Gen.Select(Gen.OneOf<byte[]>([.. whole]), Gen.OneOf<double>(Gen.Const(1.0), Gen.Double.Unit),
        Gen.Select(Gen.Double.Unit, Gen.Byte, Gen.Int[0, 3]).Array[0, 8], (bytes, kept, changes) => Apply(bytes, kept, changes));

    private static byte[] Apply(byte[] whole, double kept, (double Where, byte Value, int Kind)[] changes)
    {
        var bytes = whole[..(int)(kept * whole.Length)].ToList();
        foreach (var (where, value, kind) in changes)
        {
            var at = (int)(where * bytes.Count);
            if (kind == 0)
                bytes.Insert(at, value);
            else if (at < bytes.Count && kind == 1)
                bytes.RemoveAt(at);
            else if (at < bytes.Count)
                bytes[at] = kind == 2 ? value : (byte)(bytes[at] ^ (1 << value % 8));
        }
        return [.. bytes];
    }
}
