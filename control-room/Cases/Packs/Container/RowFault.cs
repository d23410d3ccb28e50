using System.Globalization;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Container;

/// <summary>Which lines of a text are not those that were signed. Pure.</summary>
internal static class RowFault
{
    /// <param name="name">Of the part.</param>
    /// <param name="signed">Digests of the lines as signed.</param>
    /// <param name="found">Of those that are there.</param>
    /// <returns>In words, such as <c>row 4711 (line 4712) was removed</c>; null = the lines are the same.</returns>
    public static string? Find(string name, IReadOnlyList<uint> signed, IReadOnlyList<uint> found)
    {
        var first = 0;
        while (first < signed.Count && first < found.Count && signed[first] == found[first])
            first++;
        if (first == signed.Count && first == found.Count)
            return null;
        var more = found.Count - signed.Count;
        if (more == 0)
        {
            var changed = Enumerable.Range(first, signed.Count - first).Count(i => signed[i] != found[i]);
            return changed == 1 ? $"{Named(name, first)} was changed"
                : signed.Order().SequenceEqual(found.Order()) ? $"rows were put into another order, the first is {Named(name, first)}"
                : $"{changed} rows were changed, the first is {Named(name, first)}";
        }
        // What comes behind the place is the same as before: nothing else was touched.
        var isAlone = more < 0
            ? signed.Skip(first - more).SequenceEqual(found.Skip(first)) : found.Skip(first + more).SequenceEqual(signed.Skip(first));
        var act = more < 0 ? "removed" : "added";
        var count = Math.Abs(more);
        if (isAlone)
            return count == 1 ? $"{Named(name, first)} was {act}"
                : $"{count.ToString(CultureInfo.InvariantCulture)} rows were {act}, the first is {Named(name, first)}";
        return $"{count.ToString(CultureInfo.InvariantCulture)} rows were {act} and others changed, the first that differs is {Named(name, first)}";
    }

    /// <summary>A table's heading is no row of it.</summary>
    private static string Named(string name, int index)
    {
        var line = (index + 1).ToString(CultureInfo.InvariantCulture);
        return !name.EndsWith(".csv", StringComparison.Ordinal) ? $"line {line}"
            : index == 0 ? "the heading (line 1)" : $"row {index.ToString(CultureInfo.InvariantCulture)} (line {line})";
    }
}
