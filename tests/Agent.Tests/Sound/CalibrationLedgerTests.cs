using Solutions.Edge.Acoustics.Calibration;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Sound;

public sealed class CalibrationLedgerTests : IDisposable
{
    private const string Device = "d-51f0aa";

    private readonly TemporaryFolder folder = new();

    private string State => Path.Combine(folder.Path, Device);

    private string File => Path.Combine(State, "calibration.ndjson");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_device_that_was_never_calibrated_has_no_sensitivity_of_its_own()
    {
        var ledger = CalibrationLedger.Load(State, Device);
        Assert.Null(ledger.SensitivityDbfs);
        Assert.Empty(ledger.Faults);
    }

    [Fact]
    public void What_was_added_is_there_at_the_next_start_and_the_newest_holds()
    {
        CalibrationLedger.Load(State, Device).Append(Entry(93.3, CheckTime.Before));
        CalibrationLedger.Load(State, Device).Append(Entry(94.123, CheckTime.After));
        var ledger = CalibrationLedger.Load(State, Device);
        Assert.Empty(ledger.Faults);
        Assert.Equal([Entry(93.3, CheckTime.Before), Entry(94.123, CheckTime.After)], ledger.Entries);
        Assert.Equal(-25.877, ledger.SensitivityDbfs!.Value, 1e-9);
    }

    [Fact]
    public void A_line_stands_as_it_is_documented()
    {
        CalibrationLedger.Load(State, Device).Append(Entry(93.3, CheckTime.Before) with { Calibrator = "CAL-4711" });
        Assert.Equal("""
            {"v":1,"t":"2026-11-24T10:00:00.000Z","device":"d-51f0aa","microphone":"MIC-1","calibrator":"CAL-4711","time":"before",
            "levelDb":94,"measuredDb":93.3,"hertz":1000.02,"fluctuationDb":0.01,"toneShare":0.9998,"seconds":10,"fromDbfs":-26,"sensitivityDbfs":-26.7}
            """.ReplaceLineEndings("") + "\n", System.IO.File.ReadAllText(File));
    }

    [Theory]
    [InlineData("{\"v\":1,\"t\":\"2026-")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"v\":1}")]
    public void A_line_that_cannot_be_read_is_named_and_the_newest_that_can_holds(string line)
    {
        CalibrationLedger.Load(State, Device).Append(Entry(93.3, CheckTime.Before));
        System.IO.File.AppendAllText(File, line + "\n");
        var ledger = CalibrationLedger.Load(State, Device);
        Assert.Equal(-26.7, ledger.SensitivityDbfs!.Value, 1e-9);
        Assert.StartsWith($"{File}: line 2 is no check and is passed over, the newest that can be read holds: ",
            Assert.Single(ledger.Faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-26.7", "-86.7", "sensitivityDbfs is -86.7; what stands beside it gives -26.7")]
    [InlineData("93.3", "13.3", "measuredDb is 13.3; it must be within 3 dB of levelDb, 94")]
    [InlineData("\"v\":1", "\"v\":2", "v is 2; it must be 1")]
    [InlineData("d-51f0aa", "d-e83b17", "device is 'd-e83b17'; it must be 'd-51f0aa'")]
    public void A_damaged_digit_is_seen(string right, string wrong, string fault)
    {
        CalibrationLedger.Load(State, Device).Append(Entry(93.3, CheckTime.Before));
        System.IO.File.WriteAllText(File, System.IO.File.ReadAllText(File).Replace(right, wrong, StringComparison.Ordinal));
        var ledger = CalibrationLedger.Load(State, Device);
        Assert.Null(ledger.SensitivityDbfs);
        Assert.EndsWith(fault, Assert.Single(ledger.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void After_half_a_line_the_next_check_has_a_line_of_its_own()
    {
        CalibrationLedger.Load(State, Device).Append(Entry(93.3, CheckTime.Before));
        System.IO.File.AppendAllText(File, "{\"v\":1,\"t\":\"2026-");
        CalibrationLedger.Load(State, Device).Append(Entry(94.2, CheckTime.After));
        var ledger = CalibrationLedger.Load(State, Device);
        Assert.Equal(2, ledger.Entries.Count);
        Assert.Single(ledger.Faults);
        Assert.Equal(-25.8, ledger.SensitivityDbfs!.Value, 1e-9);
    }

    [Fact]
    public void A_ledger_that_cannot_be_read_at_all_is_named()
    {
        Directory.CreateDirectory(State);
        using var locked = new FileStream(File, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        Assert.StartsWith($"{File} cannot be read, and with it the sensitivity of device '{Device}': ",
            Assert.Throws<ConfigurationException>(() => CalibrationLedger.Load(State, Device)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ledger_that_cannot_be_written_is_named_and_nothing_changes()
    {
        System.IO.File.WriteAllText(State, "a file where a folder must be");
        var ledger = CalibrationLedger.Load(State, Device);
        Assert.EndsWith($"; the sensitivity of device '{Device}' stays as it was",
            Assert.Throws<ConfigurationException>(() => ledger.Append(Entry(94, CheckTime.Before))).Message, StringComparison.Ordinal);
        Assert.Null(ledger.SensitivityDbfs);
    }

    private static CalibrationEntry Entry(double measured, CheckTime time) => new()
    {
        V = CalibrationEntry.Version,
        T = new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero),
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
