namespace Solutions.Edge.Agent.Scenes.Things;

/// <summary>Something of one repetition that is no person.</summary>
/// <param name="Id">Its number within its kind.</param>
/// <param name="Kind">car, van, bus, box or bag.</param>
/// <param name="Shape">What it looks like.</param>
/// <param name="At">Where it is at a second of the repetition; null = not there.</param>
/// <param name="Gone">When it is gone for good.</param>
/// <param name="Occurrence">What happens with it that a detector ought to find.</param>
internal sealed record Thing(int Id, string Kind, Shape Shape, Func<double, Placing?> At, double Gone, PictureEvent? Occurrence = null);
