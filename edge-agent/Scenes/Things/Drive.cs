namespace Solutions.Edge.Agent.Scenes.Things;

/// <summary>A way along the road, with at most one stop.</summary>
/// <param name="Passes">When it is in the middle of the view, or comes to its stop, in seconds.</param>
/// <param name="Speed">In m/s.</param>
/// <param name="Z">How far away its near side is, in metres.</param>
/// <param name="Facing">1 = it drives to the right.</param>
/// <param name="StopX">Where it stops, in metres right of the camera; null = it does not.</param>
/// <param name="Stays">How long it stands, in seconds.</param>
internal sealed record Drive(double Passes, double Speed, double Z, int Facing, double? StopX = null, double Stays = 0)
{
    private const double Braking = 2.5, Accelerating = 1.8, LongestVehicle = 4.5;

    /// <summary>When it has left the view.</summary>
    public double Gone => Passes + Stays + Ahead(Outside - Facing * Middle);

    public Placing? At(double seconds) =>
        Middle + Facing * Travelled(seconds - Passes) is var x && Math.Abs(x) <= Outside ? new Placing(x, 0, Z, Facing) : null;

    private double Middle => StopX ?? 0;

    private double Outside => Lens.HalfWidth(Z) + LongestVehicle;

    /// <summary>Metres past the middle, or the stop; negative before it.</summary>
    private double Travelled(double t)
    {
        if (StopX is null)
            return Speed * t;
        if (t < 0)
            return -t < Speed / Braking ? -Braking * t * t / 2 : Speed * (t + Speed / Braking / 2);
        t = Math.Max(0, t - Stays);
        return t < Speed / Accelerating ? Accelerating * t * t / 2 : Speed * (t - Speed / Accelerating / 2);
    }

    private double Ahead(double metres) => metres / Speed + (StopX is null ? 0 : Speed / Accelerating / 2);
}
