using System.Device.I2c;
using System.Numerics;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate.Shocks;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>Reads a gate's shock sensor for a second.</summary>
internal static class ShockLook
{
    private const int Reads = 25;

    private static readonly TimeSpan ReadEvery = TimeSpan.FromMilliseconds(40);

    /// <param name="shock">Where it is.</param>
    /// <param name="open">Opens its bus.</param>
    /// <param name="agentRuns">True: the agent has it, and would lose what is read here.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Gives up.</param>
    public static async Task<Finding> LookAsync(
        ShockOptions shock, Func<I2cDevice> open, bool agentRuns, TimeProvider time, CancellationToken stopping)
    {
        if (agentRuns)
            return SensorJudgement.InUse(SensorJudgement.Shock);
        var name = $"the shock sensor at {shock.Address} of I2C bus {shock.Bus}";
        try
        {
            using var sensor = Lis3dh.Open(open, name);
            List<Vector3> samples = [];
            var read = new Vector3[Lis3dh.MostSamples];
            for (var i = 0; i < Reads; i++)
            {
                await Task.Delay(ReadEvery, time, stopping);
                samples.AddRange(read.AsSpan(0, sensor.Read(read).Count));
            }
            return SensorJudgement.Judge(Rest(name, samples));
        }
        catch (ShockSensorException e)
        {
            return Finding.Of(SensorJudgement.Shock, Colour.Red, e.Message, "check its wiring");
        }
    }

    private static Rested Rest(string name, List<Vector3> samples)
    {
        if (samples.Count == 0)
            return new(name, 0, 0, 0);
        var mean = samples.Aggregate(Vector3.Zero, (sum, s) => sum + s) / samples.Count;
        return new(name, samples.Count, mean.Length(), Math.Sqrt(samples.Average(s => (s - mean).LengthSquared())));
    }
}
