using Solutions.Edge.Acoustics;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

internal sealed partial class Scenario
{
    public const string OtherMicrophone = "mic-2";

    /// <summary>Sound with so much in the octaves 63 Hz and 125 Hz, shared evenly among their bands.</summary>
    public void Bass(DateTimeOffset t, double lAeq, double lCeq, double at63, double at125)
    {
        var bands = new double?[NoiseRecord.BandCount];
        Array.Fill(bands, -50);
        for (var i = 0; i < 3; i++)
            (bands[7 + i], bands[10 + i]) = (Energy.LevelDb(Energy.Of(at63) / 3), Energy.LevelDb(Energy.Of(at125) / 3));
        Send(Microphone, new NoiseRecord { T = t, LAeq = lAeq, LCeq = lCeq, LAFmax = lAeq, Bands = bands, N = 48000 }, null);
    }

    public void NoiseAtOther(DateTimeOffset t, double lAeq) => Send(OtherMicrophone, new NoiseRecord { T = t, LAeq = lAeq, N = 48000 }, null);

    /// <summary>A second whose LAFmax is higher than its LAeq.</summary>
    public void Peak(DateTimeOffset t, double lAeq, double lAFmax) =>
        Send(Microphone, new NoiseRecord { T = t, LAeq = lAeq, LAFmax = lAFmax, N = 48000 }, null);

    /// <summary>A second of the camera with something over so much of the road.</summary>
    public void OnTheRoad(DateTimeOffset t, double share) =>
        Send(Camera, new MotionRecord { T = t, Occupied = share, Zones = new Dictionary<string, double> { [RoadZone] = share } }, null);

    /// <summary>An alarm that has gone on for so many seconds up to this moment.</summary>
    public void Alarm(DateTimeOffset t, double seconds, bool ongoing = true) => Send(Microphone, new SoundRecord
    {
        T = t,
        Kind = SoundRecord.Alarm,
        Duration = seconds,
        Level = 70,
        Rise = 20,
        Hertz = 2512,
        Modulation = 2,
        Ongoing = ongoing,
    }, null);

    /// <summary>A bang at both microphones, or at one.</summary>
    public void Bang(DateTimeOffset t, bool atBoth = true, double? highShare = 0.1)
    {
        foreach (var microphone in atBoth ? [Microphone, OtherMicrophone] : new[] { Microphone })
            Send(microphone, new SoundRecord { T = t, Kind = SoundRecord.Impulse, Duration = 0.4, Level = 90, Rise = 30, HighShare = highShare }, null);
    }

    public void Beats(string device, double? clockErrorMs, string? storageFault = null, double? diskFree = null, long dropped = 0) => Send(device,
        new HeartbeatRecord
        {
            T = Now,
            Queue = 0,
            Dropped = dropped,
            Version = "1",
            ClockErrorMs = clockErrorMs,
            StorageFault = storageFault,
            DiskFree = diskFree,
        }, null);

    /// <summary>Lets time pass in which nobody reports.</summary>
    public void SkipTo(DateTimeOffset time) => Now = time;

    /// <summary>A second microphone beside the first.</summary>
    public Scenario WithOtherMicrophone() => Follow(site => site with
    {
        Devices = [.. site.Devices, new DeviceEntry { Id = OtherMicrophone, Name = "Other microphone", Sound = new() }],
    });

    /// <summary>The site learns what is usual, on this of its days; null = it has learnt. What is usual stays as it was.</summary>
    public Scenario Learning(int? day)
    {
        var usual = History.Baseline;
        rules.Follow(History.Site, new(Enumerable.Range(0, SiteBaseline.HoursPerWeek).ToDictionary(h => h, usual.At))
        {
            LearningDay = day,
            Version = usual.Version + 1,
        }, History.Parameters, Now);
        Take();
        return this;
    }
}
