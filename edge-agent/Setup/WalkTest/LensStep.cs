namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>The lens is covered by a hand and uncovered: the picture must go and come back.</summary>
/// <param name="instruction">What to do.</param>
/// <param name="longest">After so long it ends amber.</param>
internal sealed class LensStep(string instruction, TimeSpan longest) : WalkStep("lens", instruction, longest, Sensor.Camera)
{
    /// <summary>A mean grey level from which a cover shows.</summary>
    private const double LeastLight = 15;

    /// <summary>Parts of what is usual: under the one it is covered, over the other it is seen again.</summary>
    private const double Gone = 0.2, Back = 0.5;

    private static readonly TimeSpan Looking = TimeSpan.FromSeconds(2), Stands = TimeSpan.FromSeconds(1);

    private readonly List<PictureSignal> first = [];
    private DateTimeOffset? since;
    private double light = 1, detail = 1;
    private (double Light, double Detail)? usual, covered;

    protected override string Seen => usual is null ? "looking: keep off the lens"
        : FormattableString.Invariant($"{light * 100:0} % light, {detail * 100:0} % detail") + (covered is null ? "" : ": uncover it");

    protected override (IReadOnlyList<double> Values, string? Unit) Measured =>
        covered is { } least ? ([Math.Round(least.Light * 100, 1), Math.Round(least.Detail * 100, 1)], "%") : ([], null);

    protected override void Start(IReadOnlyDictionary<string, bool> levels)
    {
    }

    protected override void Take(Signal signal)
    {
        if (signal is not PictureSignal picture)
            return;
        if (usual is not { } known)
        {
            first.Add(picture);
            // The exposure finds its level first: the later half counts.
            if (picture.At - first[0].At >= Looking)
                usual = (Math.Max(1, first.Skip(first.Count / 2).Average(p => p.Light)), Math.Max(1, first.Skip(first.Count / 2).Average(p => p.Detail)));
            return;
        }
        (light, detail) = (picture.Light / known.Light, picture.Detail / known.Detail);
        var isSo = covered is null ? light <= Gone || detail <= Gone : light >= Back && detail >= Back;
        since = isSo ? since ?? picture.At : null;
        if (covered is null && picture.At - since >= Stands)
            (covered, since) = ((light, detail), null);
    }

    protected override StepEnd? Judge(DateTimeOffset now) => usual switch
    {
        null => null,
        { Light: < LeastLight and var grey } =>
            Amber(FormattableString.Invariant($"too dark to see a cover, mean grey {grey:0} of 255; by daylight, or with its lamp on")),
        _ when covered is { } least && now - since >= Stands =>
            Green(FormattableString.Invariant($"covered: {least.Light * 100:0} % of the light and {least.Detail * 100:0} % of the detail left; seen again")),
        _ => null,
    };

    protected override string Late() => (usual, covered) switch
    {
        (null, _) => "no picture came; see doctor",
        (_, null) => FormattableString.Invariant($"the picture did not go, {light * 100:0} % of the light and {detail * 100:0} % of the detail are left; ")
            + "cover the whole lens, and see that this is the camera of the device's file",
        _ => "the picture did not come back; uncover the lens, and wipe it",
    };
}
