namespace Solutions.Edge.Tests.Support.Camera;

/// <summary>The Hungarian method: pairs of rows and columns whose worth adds up to the most; a pair worth nothing is none.</summary>
public static class Assignment
{
    public static IEnumerable<(int Row, int Column)> Greatest(int rows, int columns, Func<int, int, double> worth)
    {
        var n = Math.Max(rows, columns);
        if (rows == 0 || columns == 0)
            return [];
        var cost = new double[n + 1, n + 1];
        for (var r = 1; r <= rows; r++)
            for (var c = 1; c <= columns; c++)
                cost[r, c] = -worth(r - 1, c - 1);
        // Shortest augmenting paths with potentials, counted from 1; column 0 is the row that still seeks one.
        var (u, v, ownerOf, way) = (new double[n + 1], new double[n + 1], new int[n + 1], new int[n + 1]);
        for (var row = 1; row <= n; row++)
        {
            ownerOf[0] = row;
            var column = 0;
            var (least, used) = (new double[n + 1], new bool[n + 1]);
            Array.Fill(least, double.PositiveInfinity);
            do
            {
                used[column] = true;
                var (owner, delta, next) = (ownerOf[column], double.PositiveInfinity, 0);
                for (var c = 1; c <= n; c++)
                {
                    if (used[c])
                        continue;
                    if (cost[owner, c] - u[owner] - v[c] is var reduced && reduced < least[c])
                        (least[c], way[c]) = (reduced, column);
                    if (least[c] < delta)
                        (delta, next) = (least[c], c);
                }
                for (var c = 0; c <= n; c++)
                {
                    if (!used[c])
                    {
                        least[c] -= delta;
                        continue;
                    }
                    u[ownerOf[c]] += delta;
                    v[c] -= delta;
                }
                column = next;
            }
            while (ownerOf[column] != 0);
            for (; column != 0; column = way[column])
                ownerOf[column] = ownerOf[way[column]];
        }
        return Enumerable.Range(1, n).Select(c => (Row: ownerOf[c] - 1, Column: c - 1))
            .Where(p => p.Row < rows && p.Column < columns && cost[p.Row + 1, p.Column + 1] < 0).ToList();
    }
}
