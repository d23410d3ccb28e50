using System.Globalization;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Cases.Sessions;

/// <summary>How long a sound clip is kept.</summary>
internal static class ClipRule
{
    public const int UnlinkedDays = 31, LinkedYears = 6;

    /// <summary>Whether a clip's time has come, and by which rule.</summary>
    /// <param name="asked">When it was asked for.</param>
    /// <param name="isHome">Whether it is of a home.</param>
    /// <param name="isLinked">Whether it belongs to a case.</param>
    /// <param name="closed">When that case was closed; null = it is open, or there is none.</param>
    /// <param name="now">The time by which data has been kept for long enough.</param>
    /// <returns>The rule; null = it is kept.</returns>
    public static string? Due(DateTimeOffset asked, bool isHome, bool isLinked, DateTimeOffset? closed, DateTimeOffset now)
    {
        if (!isLinked && isHome)
            return "at a home no clip without a case";
        if (!isLinked)
            return now >= asked.AddDays(UnlinkedDays) ? string.Create(CultureInfo.InvariantCulture, $"of no case, kept {UnlinkedDays} days") : null;
        return closed is { } end && now >= end.AddYears(LinkedYears)
            ? string.Create(CultureInfo.InvariantCulture, $"{LinkedYears} years after its case was closed on {InstantConverter.Write(end)[..10]}") : null;
    }
}
