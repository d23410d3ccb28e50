namespace Solutions.Edge.Agent.Camera.Tamper;

/// <summary>What can be done to a camera. On the wire each is a word of a camera record.</summary>
internal enum TamperKind
{
    /// <summary>Something is in front of the lens.</summary>
    Covered,

    /// <summary>It is out of focus, or the lens is dirty.</summary>
    Blurred,

    /// <summary>It looks elsewhere.</summary>
    Moved,

    /// <summary>It repeats one picture, which a live sensor never does.</summary>
    Frozen,

    /// <summary>It gets hardly any light.</summary>
    Dark,
}

/// <summary>Something was found, or is over.</summary>
/// <param name="Kind">What.</param>
/// <param name="Found">False: it is over.</param>
/// <param name="Since">When it began.</param>
/// <param name="Evidence">The view that decided; null where none did.</param>
internal sealed record TamperChange(TamperKind Kind, bool Found, DateTimeOffset Since, Comparison? Evidence);
