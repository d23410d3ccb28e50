using System.Globalization;

namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>
/// The time by which data has been kept for long enough. It follows the wall clock, at most twice as fast as time passes: a clock
/// that stands in 2036 must not erase ten years within an hour. How far it has come is in a file, so that a start is no way round it.
/// </summary>
/// <param name="file">Where.</param>
/// <param name="time">The wall clock, and the one that nobody sets.</param>
internal sealed class RetentionClock(string file, TimeProvider time)
{
    private const int MostSpeed = 2;

    private static readonly TimeSpan SaveEvery = TimeSpan.FromMinutes(10);

    private readonly Lock access = new();
    private DateTimeOffset? reached, saved;
    private long stamp;

    /// <summary>By how much the wall clock is ahead of this one; 0 = it is not.</summary>
    public TimeSpan Behind => time.GetUtcNow() - Now();

    public DateTimeOffset Now()
    {
        lock (access)
        {
            var wall = time.GetUtcNow();
            // Where there is no file yet there is nothing else to go by.
            reached ??= Load() ?? wall;
            var elapsed = stamp == 0 ? TimeSpan.Zero : time.GetElapsedTime(stamp);
            stamp = time.GetTimestamp();
            var most = reached.Value + MostSpeed * elapsed;
            // One that was set back for a while, as at a start without a battery, takes nothing of what was reached.
            reached = wall <= reached ? reached : wall < most ? wall : most;
            Save(reached.Value);
            return wall < reached ? wall : reached.Value;
        }
    }

    private DateTimeOffset? Load() =>
        File.Exists(file) && DateTimeOffset.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at
            : null;

    private void Save(DateTimeOffset at)
    {
        if (at - saved < SaveEvery)
            return;
        try
        {
            File.WriteAllText(file + ".part", at.ToString("O", CultureInfo.InvariantCulture));
            File.Move(file + ".part", file, overwrite: true);
            saved = at;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next time: until then what is stored is erased later, not sooner.
        }
    }
}
