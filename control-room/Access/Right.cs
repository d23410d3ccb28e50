using System.Collections.Frozen;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary>What somebody may do here. Every endpoint and page names one (<see cref="NeedsAttribute"/>), or that it is for anyone.</summary>
internal enum Right
{
    /// <summary>What concerns the person's own account. Every role has it.</summary>
    OwnAccount,

    /// <summary>The queue, alerts with their pictures, and the strips of places that are not homes.</summary>
    SeeAlerts,

    /// <summary>Acknowledge, and take it back.</summary>
    AnswerAlerts,

    /// <summary>What is shelved or out of service, by whom and why.</summary>
    SeeShelves,

    /// <summary>Put a device, or one code of it, out of service, and back.</summary>
    PutOutOfService,

    /// <summary>How often each rule was right, by the verdicts on its alerts.</summary>
    SeeVerdicts,

    /// <summary>Levels of places that are not homes.</summary>
    SeeReadings,

    /// <summary>Levels, alerts and names of homes, beside the right to what is asked for.</summary>
    SeeHomes,

    /// <summary>Cases of noise with their diaries.</summary>
    SeeCases,

    /// <summary>Open cases, enter acts, promises and visits in them.</summary>
    ChangeCases,

    /// <summary>Attribute the events of nights, and make the exhibits of cases.</summary>
    ReviewNoise,

    /// <summary>Enter evidence sessions, ask for sound clips and open them.</summary>
    OpenClips,
    SeeSites,

    /// <summary>Sites, devices, zones and hours.</summary>
    ChangeSites,

    /// <summary>The figures of rules.</summary>
    ChangeParameters,
    SeeDevices,

    /// <summary>Give a device its identity and take it away.</summary>
    EnrolDevices,

    /// <summary>Have the alerts of a device be tests while an engineer is there, and have it examined.</summary>
    VisitDevices,

    /// <summary>Messages that were refused, and why.</summary>
    SeeRejected,

    /// <summary>Export and import of readings as a whole.</summary>
    MoveReadings,
    SeeHealth,
    ManagePeople,
    ManageTokens,
    SeeAudit,

    /// <summary>Hold what is stored against what devices sealed, make anchors and proofs. No level is in them.</summary>
    VerifySeals,

    /// <summary>What belongs to the installation as a whole.</summary>
    ChangeSettings,
}

/// <summary>The one table of rights and roles. What a role may not see it does not receive, on whatever way.</summary>
internal static class AccessTable
{
    private const Roles Street = Roles.Operator | Roles.Supervisor | Roles.EnvironmentalHealth | Roles.Caseworker;

    public static readonly FrozenDictionary<Right, Roles> Held = new Dictionary<Right, Roles>
    {
        [Right.OwnAccount] = Roles.All,
        [Right.SeeAlerts] = Street,
        [Right.AnswerAlerts] = Roles.Operator | Roles.Supervisor | Roles.EnvironmentalHealth,
        [Right.SeeShelves] = Street | Roles.Engineer,
        [Right.PutOutOfService] = Roles.Supervisor | Roles.Engineer,
        [Right.SeeVerdicts] = Roles.Supervisor | Roles.EnvironmentalHealth | Roles.Engineer,
        [Right.SeeReadings] = Street | Roles.Engineer,
        [Right.SeeHomes] = Roles.EnvironmentalHealth | Roles.Caseworker,
        [Right.SeeCases] = Roles.EnvironmentalHealth | Roles.Caseworker,
        [Right.ChangeCases] = Roles.EnvironmentalHealth | Roles.Caseworker,
        [Right.ReviewNoise] = Roles.EnvironmentalHealth,
        [Right.OpenClips] = Roles.EnvironmentalHealth,
        [Right.SeeSites] = Roles.All,
        [Right.ChangeSites] = Roles.Engineer | Roles.Administrator,
        [Right.ChangeParameters] = Roles.Supervisor | Roles.Administrator,
        [Right.SeeDevices] = Roles.Operator | Roles.Supervisor | Roles.Engineer | Roles.Administrator,
        [Right.EnrolDevices] = Roles.Engineer | Roles.Administrator,
        [Right.VisitDevices] = Roles.Engineer | Roles.Administrator,
        [Right.SeeRejected] = Roles.Engineer | Roles.Administrator,
        [Right.MoveReadings] = Roles.Administrator,
        [Right.SeeHealth] = Roles.Supervisor | Roles.Engineer | Roles.Administrator,
        [Right.ManagePeople] = Roles.Administrator,
        [Right.ManageTokens] = Roles.Administrator,
        [Right.SeeAudit] = Roles.Supervisor | Roles.Administrator,
        [Right.VerifySeals] = Roles.Supervisor | Roles.EnvironmentalHealth | Roles.Caseworker | Roles.Administrator,
        [Right.ChangeSettings] = Roles.Administrator,
    }.ToFrozenDictionary();

    public static bool Allows(this Roles roles, Right right) => (Held[right] & roles) != Roles.None;
}
