using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Seals;

namespace Solutions.Edge.ControlRoom.Tests.Seals;

public class SeededSealsTests
{
    [Fact]
    public void A_seeded_night_verifies_as_a_devices_does_and_is_shown_as_seeded()
    {
        var night = Night.Of(new(2026, 11, 20), TimeZoneInfo.Utc);
        var stored = SeededSeals.With([.. SeededNights.Levels(night, 26).Take(600).Select(l => l.ToRecord("home", SeededSeals.Boot(night.From)))]);
        var (seals, rows) = (stored.Select(s => s.Record).OfType<SealRecord>().ToList(), stored.Select(s => s.Record).Where(r => r is not SealRecord).ToList());
        Assert.True(SealKeyRing.IsSeeded(seals[0].Boot));
        var key = SealKey.Of("home", seals[0].PublicKey!, SealKeyKind.Seeded);
        var report = SealCheck.Verify("home", [key], new(night.From, night.To), seals, rows);
        Assert.True(report.IsIntact);
        Assert.Equal((10, 600), (report.Seals, report.Rows));
        Assert.Contains("seeded", Assert.Single(report.Notes), StringComparison.Ordinal);
        rows.RemoveAt(77);
        Assert.Equal((SealFault.Removed, night.From.AddSeconds(77)),
            SealCheck.Verify("home", [key], new(night.From, night.To), seals, rows).Findings.Select(f => (f.Fault, f.At)).Single());
    }
}
