namespace Solutions.Edge.Agent.Scenes;

/// <summary>The people in the alley: one forces the gate and goes through, another shuts it later.</summary>
internal static class AlleyCast
{
    private const double AtTheGate = AlleyGate.Distance - 0.7;
    private const double BeyondTheGate = 20;

    public static IReadOnlyList<Actor> Assemble(int seed)
    {
        var random = new Random(unchecked(seed * 15_013 + 5));
        var lane = 0.3 * random.NextDouble() - 0.15;
        var intruder = new Actor(1, random).At(68, 0.4, 5).At(72.5, lane, AtTheGate, agitated: true);
        foreach (var shock in new[] { 74.2, 74.6 })
            intruder.At(shock - 0.15, lane, AtTheGate - 0.25, agitated: true).At(shock, lane, AtTheGate, agitated: true);
        intruder.At(76.2, lane, AtTheGate).WalkTo(lane + 0.3, BeyondTheGate, 1.5).WalkTo(2.6, BeyondTheGate + 0.2, 1.2);

        var neighbour = new Actor(2, random).At(290, -0.3, 5).WalkTo(0.2, AtTheGate + 0.2, 1.1);
        neighbour.At(303, 0.2, AtTheGate).WalkTo(-0.4, 5, 1.2);
        return [intruder, neighbour];
    }
}
