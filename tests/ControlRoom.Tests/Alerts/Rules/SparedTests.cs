namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

/// <summary>What looks like an alert's cause and is none.</summary>
public class SparedTests
{
    public static TheoryData<string> What => [.. NuisanceScenes.Spared.Keys];

    [Theory]
    [MemberData(nameof(What))]
    public void It_does_not_ring_for(string what)
    {
        var scene = NuisanceScenes.Spared[what];
        var site = scene.Begin();
        site.Run(scene.Seconds, scene.Happens(site)).Run(200, scene.Calm(site));
        Assert.DoesNotContain(site.Changes, c => c.Alert.Code == scene.Code);
    }
}
