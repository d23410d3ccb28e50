namespace Solutions.Edge.Contracts.Seals;

/// <summary>What a row was before its time or its place was changed, found by trying. Pure.</summary>
internal static class RowRepair
{
    /// <summary>Rows that are tried with each other.</summary>
    private const int MostOthers = 64;

    /// <summary>By so many ms the difference of a row's t and up may differ from its neighbour's: both are rounded.</summary>
    private const int Slack = 3;

    /// <summary>The row as it was, if another one has its number, its time or both.</summary>
    /// <param name="row">As it stands.</param>
    /// <param name="others">More rows that are wrong.</param>
    /// <param name="isRight">Whether a row is one that was sealed.</param>
    public static (UpRecord Was, UpRecord Other)? FindExchange(UpRecord row, IEnumerable<UpRecord> others, Func<UpRecord, bool> isRight)
    {
        foreach (var other in others.Where(o => o.GetType() == row.GetType() && !ReferenceEquals(o, row)).Take(MostOthers))
        {
            UpRecord[] tried =
            [
                row with { Seq = other.Seq },
                At(row, TimeOf(other)),
                At(row, TimeOf(other)) with { Up = other.Up },
                At(row, TimeOf(other)) with { Up = other.Up, Seq = other.Seq },
                At(row, TimeOf(other)) with { Seq = other.Seq },
                row with { Up = other.Up },
            ];
            if (Array.Find(tried, t => isRight(t)) is { } was)
                return (was, other);
        }
        return null;
    }

    /// <summary>The row as it was, if nothing but its time was changed.</summary>
    /// <param name="row">As it stands.</param>
    /// <param name="zero">When up was 0 by a row of that run that is right, in Unix ms; null = none is.</param>
    /// <param name="minute">Of its seal.</param>
    /// <param name="isRight">Whether a row is one that was sealed.</param>
    public static UpRecord? FindTime(UpRecord row, long? zero, DateTimeOffset minute, Func<UpRecord, bool> isRight)
    {
        var tried = Enumerable.Range(-1, 62).Select(s => At(row, minute.AddSeconds(s)));
        if (zero is { } start)
        {
            var byUp = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(start + row.Up, 0, 253_402_300_799_000));
            tried = Near(byUp).Select(t => At(row, t)).Concat(tried).Concat(Enumerable.Range(-1, 62).Select(s => minute.AddSeconds(s))
                .SelectMany(t => Near(t).Select(n => At(row, t) with { Up = n.ToUnixTimeMilliseconds() - start })));
        }
        return tried.FirstOrDefault(isRight);
    }

    /// <summary>The time that is sealed.</summary>
    public static DateTimeOffset TimeOf(UpRecord row) => row.Stated?.T ?? row.T;

    private static IEnumerable<DateTimeOffset> Near(DateTimeOffset at) => Enumerable.Range(-Slack, 2 * Slack + 1).Select(d => at.AddMilliseconds(d));

    private static UpRecord At(UpRecord row, DateTimeOffset t) => row.Stated is { } stated ? row with { Stated = stated with { T = t } } : row with { T = t };
}
