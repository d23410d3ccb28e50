namespace Solutions.Edge.Acoustics.Statistics;

/// <summary>What a level states of the true one, when the microphone came to an end of its range (IEC 61672-1:2013, 5.11 and 5.12).</summary>
public enum LevelBound
{
    /// <summary>The level is the one measured.</summary>
    Exact,

    /// <summary>Overload: the true level is this or more.</summary>
    AtLeast,

    /// <summary>Under range: the true level is this or less.</summary>
    AtMost,

    /// <summary>Overload and under range both bear on it: the true level may lie on either side.</summary>
    EitherSide,
}

/// <summary>A level and what it is a bound of.</summary>
/// <param name="Db">The level in dB re 20 µPa.</param>
/// <param name="Bound">What it states of the true level.</param>
public readonly record struct BoundedLevel(double Db, LevelBound Bound)
{
    /// <summary>The level to a tenth of a decibel behind its sign: <c>≥ 93.2</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Sign}{Db:0.0}");

    private string Sign => Bound switch
    {
        LevelBound.AtLeast => "≥ ",
        LevelBound.AtMost => "≤ ",
        LevelBound.EitherSide => "≷ ",
        _ => "",
    };
}
