using System.Numerics;

namespace Solutions.Edge.Acoustics;

/// <summary>
/// As many one-third-octave bands as a vector has lanes, all at one sample rate: four at a time on AVX2, two on arm64 (NEON).
/// Each lane does the same arithmetic in the same order whatever the vector's width, so the result is the same to the bit.
/// </summary>
/// <remarks>Direct form I: a section's output is the next one's input history, and one multiply-add is all that a sample waits for.</remarks>
internal sealed class BandGroup
{
    private readonly int[] indices;
    private readonly Vector<double> gain, a11, a12, a21, a22, a31, a32, a41, a42;
    private Vector<double> x1, x2, p1, p2, q1, q2, r1, r2, y1, y2;

    /// <param name="indices">Of the bands, at most <see cref="Vector{T}.Count"/>.</param>
    /// <param name="sampleRate">In Hz.</param>
    public BandGroup(int[] indices, double sampleRate)
    {
        this.indices = indices;
        var designs = indices.Select(i => ThirdOctave.Design(i, sampleRate)).ToArray();
        gain = Lanes(d => d.Gain);
        (a11, a12, a21, a22) = (Lanes(d => -d.Sections[0].A1), Lanes(d => -d.Sections[0].A2), Lanes(d => -d.Sections[1].A1), Lanes(d => -d.Sections[1].A2));
        (a31, a32, a41, a42) = (Lanes(d => -d.Sections[2].A1), Lanes(d => -d.Sections[2].A2), Lanes(d => -d.Sections[3].A1), Lanes(d => -d.Sections[3].A2));

        Vector<double> Lanes(Func<(double Gain, Biquad[] Sections), double> value)
        {
            Span<double> lanes = stackalloc double[Vector<double>.Count];
            lanes.Clear();
            for (var i = 0; i < designs.Length; i++)
                lanes[i] = value(designs[i]);
            return new Vector<double>(lanes);
        }
    }

    /// <summary>The bands, one a lane; lanes beyond are idle.</summary>
    public ReadOnlySpan<int> Indices => indices;

    /// <summary>Takes in samples.</summary>
    /// <returns>Sum of squares of each band's output.</returns>
    public Vector<double> Process(ReadOnlySpan<double> input)
    {
        var energy = Vector<double>.Zero;
        // Locals stay in registers.
        var (g, k11, k12, k21, k22, k31, k32, k41, k42) = (gain, a11, a12, a21, a22, a31, a32, a41, a42);
        var (u1, u2, v1, v2, w1, w2, s1, s2, t1, t2) = (x1, x2, p1, p2, q1, q2, r1, r2, y1, y2);
        foreach (var sample in input)
        {
            var u = g * new Vector<double>(sample);
            var v = Vector.FusedMultiplyAdd(k11, v1, Vector.FusedMultiplyAdd(k12, v2, u - u2));
            var w = Vector.FusedMultiplyAdd(k21, w1, Vector.FusedMultiplyAdd(k22, w2, v - v2));
            var s = Vector.FusedMultiplyAdd(k31, s1, Vector.FusedMultiplyAdd(k32, s2, w - w2));
            var t = Vector.FusedMultiplyAdd(k41, t1, Vector.FusedMultiplyAdd(k42, t2, s - s2));
            energy = Vector.FusedMultiplyAdd(t, t, energy);
            u2 = u1;
            u1 = u;
            v2 = v1;
            v1 = v;
            w2 = w1;
            w1 = w;
            s2 = s1;
            s1 = s;
            t2 = t1;
            t1 = t;
        }
        (x1, x2, p1, p2, q1, q2, r1, r2, y1, y2) = (u1, u2, v1, v2, w1, w2, s1, s2, t1, t2);
        return energy;
    }

    public void Clear() => x1 = x2 = p1 = p2 = q1 = q2 = r1 = r2 = y1 = y2 = Vector<double>.Zero;
}
