using System.Net;
using Solutions.Edge.Acoustics.Calibration;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Setup;
using Solutions.Edge.Agent.Setup.Sheets;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Agent.Tests.Evidence;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Setup.Sheets;

/// <summary>Each line of the ledger is a sheet of its own, delivered once.</summary>
public sealed class CalibrationSheetsTests : IDisposable
{
    private const string Device = "d-1";

    private readonly TemporaryFolder state = new();

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private CalibrationSheets Sheets => new(state.Path, Device);

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task Every_line_is_sent_once_in_the_order_of_the_ledger()
    {
        Append(Entry(0, 93.4, CheckTime.Before));
        Append(Entry(24, 94.1, CheckTime.After));
        var ids = Sheets.Waiting().Select(s => s.Id).ToList();
        Assert.All(ids, id => Assert.Matches("^202611(24|25)T100000Z-[0-9a-f]{8}$", id));
        Assert.Equal(ids, Sheets.Waiting().Select(s => s.Id));

        await using var room = new StillReceiver(HttpStatusCode.NoContent);
        using var upload = new SheetUpload(Device, new ControlRoomAddress(room.Address, null), Sheets);
        var (words, waits) = await upload.SendAsync(Stopping);
        Assert.Equal(ids.Select(id => $"calibration {id}: stored by the control room"), words);
        Assert.False(waits);
        Assert.Equal(ids.Select(id => $"PUT /api/v1/devices/d-1/calibrations/{id}"), room.Received.Select(r => r.Request));
        var last = CalibrationSheet.Read(room.Received.Last().Body);
        Assert.Equal((CalibrationTime.After, 94.1, -25.9, "MIC-1", 0.1),
            (last.Time, last.MeasuredDb, last.SensitivityDbfs, last.Microphone, Math.Round(last.OffDb, 2)));

        Append(Entry(48, 93.9, CheckTime.Before));
        Assert.Single(Sheets.Waiting());
        Assert.DoesNotContain(Sheets.Waiting()[0].Id, ids);
    }

    [Fact]
    public async Task One_that_is_not_taken_waits_and_walk_tests_wait_behind_it()
    {
        Append(Entry(0, 93.4, CheckTime.Before));
        await using var room = new StillReceiver(HttpStatusCode.NotFound);
        using var upload = new SheetUpload(Device, new ControlRoomAddress(room.Address, null), Sheets, Sheets);
        Assert.True((await upload.SendAsync(Stopping)).AnyWaits);
        Assert.Single(room.Received);
        Assert.Single(Sheets.Waiting());
    }

    [Fact]
    public void A_device_without_a_ledger_has_none() => Assert.Empty(Sheets.Waiting());

    private void Append(CalibrationEntry entry) => CalibrationLedger.Load(state.Path, Device).Append(entry);

    private static CalibrationEntry Entry(int hours, double measured, CheckTime time) => new()
    {
        V = CalibrationEntry.Version,
        T = new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero).AddHours(hours),
        Device = Device,
        Microphone = "MIC-1",
        Time = time,
        LevelDb = 94,
        MeasuredDb = measured,
        Hertz = 1000.02,
        FluctuationDb = 0.01,
        ToneShare = 0.9998,
        Seconds = 10,
        FromDbfs = -26,
        SensitivityDbfs = Math.Round(-26 + measured - 94, 3),
    };
}
