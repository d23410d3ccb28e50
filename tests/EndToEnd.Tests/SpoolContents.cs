using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.EndToEnd.Tests;

/// <summary>What a control room that has stopped left in its spool.</summary>
internal static class SpoolContents
{
    /// <summary>All records, in the order in which they came.</summary>
    public static async Task<IReadOnlyList<SpoolRecord>> ReadAsync(string data)
    {
        await using var spool = RecordSpool.Open(Path.Combine(data, "spool"), TimeProvider.System, NullLogger<RecordSpool>.Instance);
        return [.. spool.Read(0, spool.Durable)];
    }

    /// <summary>Every (device, boot, stream) holds every number from 1 on, once.</summary>
    /// <returns>The stream of each, and how many records it has.</returns>
    public static async Task<IReadOnlyList<(string Stream, int Records)>> AssertEverySequenceOnceAsync(string data)
    {
        var streams = (await ReadAsync(data)).GroupBy(r => (r.Device, r.Boot, r.Stream)).ToList();
        Assert.All(streams, s => Assert.Equal(Enumerable.Range(1, s.Count()).Select(i => (long)i), s.Select(r => r.Seq).Order()));
        return [.. streams.Select(s => (s.Key.Stream, s.Count()))];
    }
}
