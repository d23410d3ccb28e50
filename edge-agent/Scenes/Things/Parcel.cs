namespace Solutions.Edge.Agent.Scenes.Things;

/// <summary>Something that a person carries here, puts down and leaves, and that a person takes away.</summary>
internal static class Parcel
{
    private const double Aside = 0.5, CarriedAt = 0.35, StoopSeconds = 0.8;

    /// <param name="id">See <see cref="Thing"/>.</param>
    /// <param name="kind">See <see cref="Thing"/>.</param>
    /// <param name="shape">See <see cref="Thing"/>.</param>
    /// <param name="bringer">The actor beside its place when it is put down.</param>
    /// <param name="left">When it is put down.</param>
    /// <param name="taker">The actor there when it is taken.</param>
    /// <param name="taken">When it is taken up.</param>
    public static Thing Left(int id, string kind, Shape shape, Actor bringer, double left, Actor taker, double taken)
    {
        var place = bringer.StanceAt(left) ?? throw new ArgumentException($"the bringer is not there at {left}", nameof(bringer));
        return new(id, kind, shape, At, taker.Leaves, new("object-left", PictureRole.Occurrence, left, taken));

        Placing? At(double seconds) =>
            seconds < left ? Carried(bringer, seconds, left - seconds)
            : seconds < taken ? new Placing(place.X + Aside, 0, place.Z, 1)
            : Carried(taker, seconds, seconds - taken);
    }

    private static Placing? Carried(Actor by, double seconds, double fromGround) =>
        by.StanceAt(seconds) is { } stance ? new Placing(stance.X + Aside, CarriedAt * Math.Min(1, fromGround / StoopSeconds), stance.Z, 1) : null;
}
