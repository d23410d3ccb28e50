using System.Globalization;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Cases.Sessions;

/// <summary>A session as it is typed.</summary>
/// <param name="Site">The home.</param>
/// <param name="Authoriser">The person that authorised it.</param>
/// <param name="Basis"><c>overt</c> or <c>assessed-not-surveillance</c>.</param>
/// <param name="Dated">The date of the letter, or of the assessment: yyyy-MM-dd.</param>
/// <param name="Expires">When it ends.</param>
/// <param name="Policy">Of an assessment.</param>
/// <param name="Officer">Of an assessment.</param>
internal sealed record NewSession(
    string Site, string Authoriser, string Basis, string Dated, DateTimeOffset Expires, string Policy = "", string Officer = "")
{
    public const int LongestName = 200, LongestDays = 28;
    public const string Overt = "overt", Assessed = "assessed-not-surveillance";

    /// <summary>Reads it, and says in a sentence what is wrong and what would be right.</summary>
    /// <param name="site">The home; null = it is none of the case.</param>
    /// <param name="now">The time.</param>
    /// <param name="entry">The entry of the case's journal.</param>
    /// <returns>Null: nothing is wrong.</returns>
    public string? FindFault(SiteEntry? site, DateTimeOffset now, out SessionEntered? entry)
    {
        entry = null;
        if (site is not { Type: SiteType.HOME })
            return $"site is '{Site}'; it must be a home of this case.";
        if (Authoriser?.Trim() is not { Length: > 0 and <= LongestName } authoriser)
            return $"authoriser is '{Authoriser}'; it must name the person that authorised it, in 1 to {LongestName} characters.";
        if (Basis is not (Overt or Assessed))
            return $"basis is '{Basis}'; it must be {Overt} or {Assessed}.";
        if (Basis == Assessed && !site.AllowsAssessedSound)
            return $"basis is '{Assessed}', which the legal setting of {site.Name} does not allow; it must be {Overt}, with the date of the letter.";
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (!DateOnly.TryParseExact(Dated, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dated) || dated > today)
            return $"dated is '{Dated}'; it must be the date of the {(Basis == Overt ? "letter that said monitoring may be used" : "assessment")}, "
                + "such as 2026-11-23, and not to come.";
        if (Basis == Assessed && Policy?.Trim() is not { Length: > 0 and <= LongestName })
            return $"policy is '{Policy}'; it must be the reference of the policy that was assessed by.";
        if (Basis == Assessed && Officer?.Trim() is not { Length: > 0 and <= LongestName })
            return $"officer is '{Officer}'; it must name the officer that assessed it.";
        if (Expires <= now || Expires > now.AddDays(LongestDays))
            return $"expires is '{InstantConverter.Write(Expires)}'; it must be later than now and within {LongestDays} days.";
        entry = new($"e-{Ids.New()[..12]}", Site, authoriser, Basis == Overt ? LawfulBasis.Overt : LawfulBasis.AssessedNotSurveillance, dated,
            Basis == Overt ? "" : Policy!.Trim(), Basis == Overt ? "" : Officer!.Trim(), Expires);
        return null;
    }
}
