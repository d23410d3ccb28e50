using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Climate;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Setup.Doctor;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Climate;

/// <summary>The supply by an INA219: its figures, when it is low, and while its meter is gone.</summary>
public sealed class SupplyTests : IDisposable
{
    private static readonly SupplyOptions Fitted = new() { LowVolts = 11.5 };

    private static readonly double[] Falling = [11.4, 11.4, 11.5, 11.4, 11.4, 11.4, 11.5, 11.72, 11.74, 11.4];

    private readonly FakeIna219 device = new();

    public void Dispose() => device.Dispose();

    /// <summary>The data sheet's example (SBOS448, 8.5): 11.98 V, and 20 mV at its shunt, which is 10 A at 2 mohm; here 0.2 A at 100 mohm.</summary>
    [Theory]
    [InlineData(11.98, 20, 0.1, 0.2)]
    [InlineData(11.98, 20, 0.002, 10)]
    [InlineData(31.996, -12.34, 0.1, -0.123)]
    public void The_meter_gives_voltage_and_current_of_either_direction(double volts, double millivolts, double ohms, double amps)
    {
        device.Measure(volts, millivolts);
        Assert.Equal(new SupplyReading { Volts = Math.Round(volts, 3), Amps = amps },
            SupplyMeter.Read(new() { LowVolts = 11.5, ShuntOhms = ohms }, () => device));
    }

    [Fact]
    public void It_is_low_after_three_readings_in_a_row_and_until_it_is_two_percent_over_the_limit()
    {
        var low = new LowSupply(11.5);
        Assert.Equal([false, false, false, false, false, true, true, true, false, false],
            Falling.Select(volts =>
            {
                low.Add(volts);
                return low.IsLow;
            }));
    }

    [Fact]
    public async Task A_low_supply_and_a_meter_that_is_gone_are_faults_that_end_by_themselves()
    {
        var (time, log) = (new FakeTimeProvider(), new CollectedLog<SupplyWorker>());
        device.Measure(12.6, 30);
        using var worker = new SupplyWorker(Fitted, () => device, time, log);
        await worker.StartAsync(CancellationToken.None);
        await UntilAsync("a reading", () => worker.Latest is { Volts: 12.6, Amps: 0.3 });
        device.Measure(11.2, 30);
        await UntilAsync("the fault", () => worker.Fault is not null);
        Assert.Equal("the supply is low: 11.20 V, limit 11.5 V; a battery that is empty or old, a charger that gives nothing, or a long thin cable: "
            + "measure at the battery, then at the device", worker.Fault);
        device.Measure(12.6, 30);
        await UntilAsync("its end", () => worker.Fault is null);
        device.Gone = true;
        await UntilAsync("the meter's fault", () => worker.Fault is not null);
        Assert.Null(worker.Latest);
        Assert.StartsWith("the INA219 at 0x40 of I2C bus 1 does not answer", worker.Fault, StringComparison.Ordinal);
        device.Gone = false;
        await UntilAsync("its recovery", () => worker is { Fault: null, Latest: not null });
        await worker.StopAsync(CancellationToken.None);
        Assert.Equal([452, 453, 452, 453], log.Lines.Select(l => l.Event));

        Task UntilAsync(string what, Func<bool> isSo) => Eventually.IsTrueAsync(what, () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(isSo());
        });
    }

    [Theory]
    [InlineData(12.6, "Green", "the INA219 at 0x40 of I2C bus 1: 12.60 V, 0.30 A")]
    [InlineData(11.2, "Red", "the INA219 at 0x40 of I2C bus 1: 11.20 V, 0.30 A; under 11.5 V")]
    public void Doctor_says_what_the_meter_reads(double volts, string colour, string words)
    {
        device.Measure(volts, 30);
        var found = SupplyLook.Look(Fitted, () => device);
        Assert.Equal(("supply meter", colour, words), (found.Part, found.Colour.ToString(), found.Words));
    }

    [Fact]
    public void Doctor_says_that_a_meter_does_not_answer_and_that_none_is_fitted()
    {
        device.Gone = true;
        Assert.Equal("check its wiring, its supply and supply.address (i2cdetect -y 1 lists what answers)", SupplyLook.Look(Fitted, () => device).Cure);
        Assert.Equal(Colour.NotFitted, SupplyLook.Look(null, () => device).Colour);
    }
}
