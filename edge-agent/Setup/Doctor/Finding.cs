namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>How a part of a device is.</summary>
internal enum Colour
{
    /// <summary>It works.</summary>
    Green,

    /// <summary>It works, or what it shows may be right: it should be looked at.</summary>
    Amber,

    /// <summary>It does not work.</summary>
    Red,

    /// <summary>It is not there, or this machine does not say.</summary>
    NotFitted,
}

/// <summary>What was found of one part of a device.</summary>
/// <param name="Part">Such as <c>clock</c>.</param>
/// <param name="Colour">How it is.</param>
/// <param name="Words">What was measured, or what is wrong.</param>
/// <param name="Cause">Its likely cause; null = the words hold it.</param>
/// <param name="Cure">What to do; null = nothing.</param>
internal sealed record Finding(string Part, Colour Colour, string Words, string? Cause = null, string? Cure = null)
{
    /// <summary>By a sentence of the agent's own: what is wrong, then after a semicolon or a full stop what would be right.</summary>
    public static Finding Of(string part, Colour colour, string sentence, string cure)
    {
        foreach (var mark in (string[])["; ", ". "])
            if (sentence.IndexOf(mark, StringComparison.Ordinal) is > 0 and var at)
                return new(part, colour, sentence[..at], null, char.ToLowerInvariant(sentence[at + mark.Length]) + sentence[(at + mark.Length + 1)..]);
        return new(part, colour, sentence, null, cure);
    }
}
