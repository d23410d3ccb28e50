namespace Solutions.Edge.Faults;

/// <summary>The agents' wall clock is set forwards or backwards and later right again, while they run. libfaketime answers them in the clock's place: the
/// machine's own is not touched.</summary>
internal sealed class ClockJump : Fault
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    private const int Day = 86_400;

    /// <summary>Seconds, up to years. Whatever the clock states, what is forced now rings now.</summary>
    private static readonly int[] Jumps = [9 * 365 * Day, 200 * Day, 3600, 30, 3, -3, -30, -600, -1200, -61 * Day, -9 * 365 * Day];

    private string file = "";

    public override string Name => "clock of the agents set and set right";

    public override string? Obstacle => File.Exists(Library) ? null : $"{Library} is absent (Debian: apt-get install faketime)";

    public override bool MovesClocks => true;

    public override int Rounds(int kills) => OneIn(kills, 10);

    public override Task PrepareAsync(Rig rig)
    {
        file = Path.Combine(Directory.CreateDirectory(rig.DiskFolder).FullName, "offset");
        Set(0);
        rig.AgentEnvironment["LD_PRELOAD"] = Library;
        rig.AgentEnvironment["FAKETIME_TIMESTAMP_FILE"] = file;
        rig.AgentEnvironment["FAKETIME_CACHE_DURATION"] = "1";
        rig.AgentEnvironment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        return Task.CompletedTask;
    }

    public override async Task StrikeAsync(Rig rig, Random random)
    {
        Set(Jumps[random.Next(Jumps.Length)]);
        await Rig.WaitAsync(15 * random.NextDouble());
        Set(0);
    }

    /// <summary>Renamed into place: half a number is another time.</summary>
    private void Set(int seconds)
    {
        File.WriteAllText(file + ".part", FormattableString.Invariant($"{seconds:+0;-0}"));
        File.Move(file + ".part", file, overwrite: true);
    }
}
