using System.Globalization;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Sealed;

/// <summary>Names what is not as sealed by the pack's own rows. Pure.</summary>
internal sealed class SealedNames(SealedNight night, IReadOnlyList<NumberedRow<SealRecord>> seals, IReadOnlyList<NumberedRow<NoiseRecord>> seconds,
    IReadOnlyList<NumberedRow<NoiseMinuteRecord>> minutes)
{
    public PackFault Fault(SealFinding found)
    {
        var (part, row) = found.Stream switch
        {
            Streams.Noise => (night.Seconds, Row(seconds, found)),
            Streams.NoiseMinute => (night.Minutes, Row(minutes, found)),
            _ => (night.Seals, Row(seals, found)),
        };
        var place = row == 0 ? part : found.Stream == Streams.Seal ? $"{part}, line {N(row)}" : $"{part}, row {N(row)} (line {N(row + 1)})";
        var beside = row > 0 && found.Stream == Streams.Noise ? $" or its bands in {night.Bands}" : "";
        return new(part, $"{place}{beside} is not as the device sealed it: {found.Words}");
    }

    /// <summary>0 = it is not there. The last of several: a second one of a number was put in.</summary>
    private static int Row<T>(IReadOnlyList<NumberedRow<T>> rows, SealFinding found) where T : UpRecord
    {
        // By the number that stands there: of rows that have changed places each is named by what it was.
        var (_, row) = rows.LastOrDefault(r => r.Record.Boot == found.Boot && r.Record.Seq == found.Seq);
        return row;
    }

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);
}
