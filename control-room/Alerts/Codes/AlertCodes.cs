using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>The alert codes this version evaluates. What is to know of one stands in its folder.</summary>
internal static class AlertCodes
{
    public static readonly IReadOnlyList<Rule> All =
    [
        new NoiseNightRule(),
        new NoiseBassRule(),
        new NoiseEventsRule(),
        new NoiseCrowdRule(),
        new NoiseShoutRule(),
        new ImpulseGlassRule(),
        new FireworksRule(),
        new AlarmSoundRule(),
        new LicenceLimitRule(),
        new VehicleNoiseRule(),
        new CrowdBuildRule(),
        new CrowdScatterRule(),
        new DisorderRule(),
        new GateForcedRule(),
        new GateAttackRule(),
        new GateLeftOpenRule(),
        new GateOutOfHoursRule(),
        new GateNotBoltedRule(),
        new EnclosureOpenRule(),
        new CameraBlockedRule(),
        StandingThingRule.ObjectLeft,
        StandingThingRule.VehicleStopped,
        new LoiterGateRule(),
        new DeviceOfflineRule(),
        new EvidenceDoubtRule(),
    ];

    private static readonly Dictionary<string, Rule> ByCode = All.ToDictionary(r => r.Code);

    /// <summary>The rule of a code; null = this version has none, as of an alert that another version stored.</summary>
    public static Rule? Find(string code) => ByCode.GetValueOrDefault(code);
}
