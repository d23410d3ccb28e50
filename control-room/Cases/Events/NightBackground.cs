using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Cases.Events;

/// <summary>What was the background at each time of a night. Pure.</summary>
/// <remarks>
/// The lower of the lowest LA90 of the last four quarters of an hour that had ended, and the usual LA90 of that hour of the week. A quarter that lies
/// far over the background in force when it began is the noise itself and takes no part: else steady music would become its own background within an
/// hour, and each song after a pause would begin over that. The background then stays as it was, and its age is stated.
/// </remarks>
internal sealed class NightBackground
{
    private const int Quarters = 4, QuarterSeconds = 900;

    private readonly SortedList<long, (BoundedLevel Level, DateTimeOffset Of)> from = [];
    private readonly Func<DateTimeOffset, double?> usual;

    /// <param name="quarters">Each 15 minutes of the night and of the hour before it, in order.</param>
    /// <param name="usual">Median LA90 of the hour of the week that an instant lies in, in dB; null = not known.</param>
    /// <param name="parameters">Its figures.</param>
    public NightBackground(IReadOnlyList<NoiseInterval> quarters, Func<DateTimeOffset, double?> usual, EventParameters parameters)
    {
        this.usual = usual;
        var last = new Queue<(BoundedLevel Level, DateTimeOffset Of)>();
        foreach (var quarter in quarters)
        {
            if (quarter.LA90 is not { } level || quarter.PercentilesCapture < parameters.LeastCapture
                || last.Count > 0 && EventParameters.IsOver(level.Db, last.Min(q => q.Level.Db), parameters.RaisedDb))
                continue;
            last.Enqueue((level, quarter.T));
            if (last.Count > Quarters)
                last.Dequeue();
            from[quarter.T.ToUnixTimeSeconds() + QuarterSeconds] = last.Reverse().MinBy(q => q.Level.Db);
        }
    }

    /// <summary>Null: none is known yet.</summary>
    public EventBackground? At(DateTimeOffset at)
    {
        var second = at.ToUnixTimeSeconds();
        var measured = from.LastOrDefault(f => f.Key <= second);
        if (usual(at) is { } hour && (measured.Key == 0 || hour < measured.Value.Level.Db))
            return new(new(Math.Round(hour, 2), LevelBound.Exact), null, null);
        return measured.Key == 0 ? null : new(measured.Value.Level, measured.Value.Of, at - measured.Value.Of.AddSeconds(QuarterSeconds));
    }
}
