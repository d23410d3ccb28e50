namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>What is refused as a whole is tried by halves, down to the very item, so that one keeps no other from where it belongs.</summary>
internal static class Halving
{
    /// <param name="items">In order.</param>
    /// <param name="take">Takes some of them; may be given again what it has taken.</param>
    /// <param name="refused">Receives an item that is refused by itself, and why; before any that comes after it is taken.</param>
    public static async Task EachAsync<T>(ArraySegment<T> items, Func<ArraySegment<T>, Task> take, Func<T, string, Task> refused)
    {
        if (items.Count == 0)
            return;
        try
        {
            await take(items);
            return;
        }
        catch (RefusedReadingsException e) when (items.Count == 1)
        {
            await refused(items[0], e.Message);
            return;
        }
        catch (RefusedReadingsException)
        {
        }
        await EachAsync(items[..(items.Count / 2)], take, refused);
        await EachAsync(items[(items.Count / 2)..], take, refused);
    }
}
