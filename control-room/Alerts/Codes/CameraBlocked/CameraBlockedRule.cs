using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>
/// CAMERA-BLOCKED: covered, dark, moved or frozen for 10 s, without a picture for 60 s while its device reports, or blurred for 5 min.
/// A silent device shows nothing of its camera: that is DEVICE-OFFLINE alone.
/// </summary>
internal sealed class CameraBlockedRule : Rule
{
    public const string Id = "CAMERA-BLOCKED";

    public override string Code => Id;

    public override string Title => "Camera covered, moved, lost or out of focus";

    public override CodeFacts Facts => new([2, 4], [Responder.Cctv, Responder.Engineer],
        [nameof(RuleParameters.CameraHeldSeconds), nameof(RuleParameters.CameraLostSeconds), nameof(RuleParameters.CameraBlurSeconds)]);

    /// <summary>What the camera found before the control room started goes on.</summary>
    public override void Recall(SiteHistory site, Alert open, long nowMs) => site.Find(open.Source.Id)?.Camera.Recall(open, nowMs);

    public override IEnumerable<Source> Sources(SiteHistory site) => site.Of(d => d.Camera is not null);

    public override int LooksBackSeconds(RuleParameters parameters) => 0;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        var findings = site[source].Camera.Findings;
        return new(Worst(site, source, second) is not null ? Condition.Met
            : findings.Any(f => IsKnown(f.Kind)) ? Condition.Candidate
            : findings.Any(f => f.Kind is null) ? Condition.Below
            : Condition.Clear);
    }

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var worst = Worst(site, source, second)!;
        var lasted = TimeSpan.FromSeconds(second - worst.SinceMs / 1000);
        var duration = lasted < TimeSpan.FromMinutes(2) ? $"{lasted.TotalSeconds:0} s" : $"{Math.Floor(lasted.TotalMinutes)} min";
        return new(Priority(worst), $"{site[source].Device.Name}: {Words(worst, duration)}", worst.SinceMs, [source.Id]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastCameraRecord;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second) =>
        $"{site[source].Device.Name}: {site[source].Camera.LastOver ?? "not right"} for {second - fromSecond} s";

    private static CameraFinding? Worst(SiteHistory site, Source source, long second) =>
        site[source].Camera.Findings.Where(f => IsHeld(f, site[source], second, site.Parameters)).MinBy(Priority);

    private static bool IsHeld(CameraFinding finding, DeviceHistory device, long second, RuleParameters parameters) => finding.Kind switch
    {
        CameraRecord.Blurred => second - finding.FoundMs / 1000 >= parameters.CameraBlurSeconds,
        CameraRecord.Lost => (device.LastArrivalMs - finding.SinceMs) / 1000 >= parameters.CameraLostSeconds,
        { } kind when IsKnown(kind) => second - finding.SinceMs / 1000 >= parameters.CameraHeldSeconds,
        _ => false,
    };

    private static bool IsKnown(string? kind) =>
        kind is CameraRecord.Covered or CameraRecord.Dark or CameraRecord.Moved or CameraRecord.Frozen or CameraRecord.Lost or CameraRecord.Blurred;

    private static int Priority(CameraFinding finding) => finding.Kind == CameraRecord.Blurred ? 4 : 2;

    private static string Words(CameraFinding finding, string lasted) => (finding.Kind, finding.Evidence) switch
    {
        (CameraRecord.Covered, { Luminance: { } light and <= 0.5 }) => $"covered for {lasted}: light at {Percent(light)} of usual",
        (CameraRecord.Covered, { Edges: { } edges }) => $"covered for {lasted}: {Percent(edges)} of the usual edges in their place",
        (CameraRecord.Dark, { Luminance: { } light }) => $"dark for {lasted}: light at {Percent(light)} of usual",
        (CameraRecord.Moved, { Shift: { } shift }) => $"moved for {lasted}: the view has shifted by {Percent(shift)} of the picture",
        (CameraRecord.Blurred, { Sharpness: { } sharpness }) => $"blurred for {lasted}: sharpness at {Percent(sharpness)} of usual",
        (CameraRecord.Frozen, _) => $"frozen for {lasted}: one picture repeats",
        (CameraRecord.Lost, _) => $"no picture for {lasted}, though its device reports",
        _ => $"{finding.Kind} for {lasted}",
    };

    private static string Percent(double part) => FormattableString.Invariant($"{part * 100:0} %");
}
