namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>Who can act on an alert.</summary>
internal enum Responder
{
    Cctv,
    Police,
    DoorStaff,
    Marshals,
    StreetPastors,
    Patrol,
    StreetChampion,
    KeyHolder,
    Licensee,
    Licensing,
    EnvironmentalHealth,
    Caseworker,
    CommunitySafety,
    Council,
    WasteTeam,
    Engineer,
}

/// <summary>Headings of anti-social behaviour of the National Standard for Incident Recording that a rule may suggest. A person confirms one.</summary>
internal enum NsirHeading
{
    Fireworks,
    Littering,
    Noise,
    RowdyOrInconsiderate,
    Trespass,
    VehicleAbandoned,
    VehicleNuisance,
}

/// <summary>The type of an incident that a rule may suggest. Personal is for a person to say.</summary>
internal enum NsirType
{
    Nuisance,
    Environmental,
}

/// <summary>Priorities, responders, heading and figures of a code.</summary>
/// <param name="Priorities">1 to 4: that of most alerts, then the others that they may have.</param>
/// <param name="Responders">Who can act, the first to be told first.</param>
/// <param name="Figures">Names of the <see cref="RuleParameters"/> that are its own, or that it shares with few others.</param>
internal sealed record CodeFacts(IReadOnlyList<int> Priorities, IReadOnlyList<Responder> Responders, IReadOnlyList<string> Figures)
{
    /// <summary>The heading under which an incident would be recorded; null = it is none.</summary>
    public NsirHeading? Heading { get; init; }

    /// <summary>Null = none is suggested.</summary>
    public NsirType? Type { get; init; }
}
