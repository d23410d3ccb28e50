using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>Puts a site's records into its history, each at the time it is taken to have been, and knows which came after their second was judged.</summary>
internal sealed class SiteRecords(SiteHistory site)
{
    /// <summary>What a camera on a clock that is not believed reports is no older than its machine, give or take.</summary>
    private static readonly TimeSpan SetWithin = TimeSpan.FromHours(1);

    /// <summary>Of every device, the seconds that changed after they were judged.</summary>
    private readonly Dictionary<string, Seconds> late = [];

    /// <summary>The record that was taken last.</summary>
    public (string Device, UpRecord Record)? Latest { get; private set; }

    public bool AnyLate => late.Count > 0;

    /// <param name="device">The device.</param>
    /// <param name="record">Its record, which it has not been fed before.</param>
    /// <param name="arrival">When the record came.</param>
    /// <param name="time">When it was.</param>
    /// <param name="judged">The last second that was judged.</param>
    /// <returns>False: it says nothing of this site.</returns>
    public bool Take(string device, UpRecord record, DateTimeOffset arrival, RecordTime time, long judged)
    {
        if (site.Find(device) is not { } history)
            return false;
        Latest = (device, record);
        history.LastArrivalMs = Math.Max(history.LastArrivalMs ?? 0, arrival.ToUnixTimeMilliseconds());
        // What has no time of its own stands where it arrived, and takes no part in what needs two devices' times; unless it came as it happened,
        // neither does what is of single seconds or moments: a backlog that arrives within a second is of no one second.
        // A backlog that it brought with it.
        if (time.At.ToUnixTimeMilliseconds() < history.SinceMs)
            return false;
        history.NoteRecord(time.At.ToUnixTimeSeconds(), record);
        if (Add(history, record, time) is not { } second)
            return true;
        history.Newest = Math.Max(history.Newest, second);
        if (second <= judged)
            late[device] = late.TryGetValue(device, out var seconds) ? seconds.With(second, second) : new(second, second);
        return true;
    }

    /// <summary>The seconds that a rule has to judge again for what came late, of its device or of all of the site's.</summary>
    public IEnumerable<long> LateFor(Judgement judgement, long oldest, long judged)
    {
        var looksBack = judgement.Rule.LooksBackSeconds(site.Parameters);
        if (looksBack == 0 || Late(judgement) is not var (from, to, newest))
            yield break;
        for (var second = Math.Max(from, oldest); second <= Math.Min(Math.Min(judged, newest), to + looksBack); second++)
            yield return second;
    }

    /// <summary>They have been judged again.</summary>
    public void ForgetLate() => late.Clear();

    /// <summary>Devices have gone from the site.</summary>
    public void FollowDevices()
    {
        foreach (var device in late.Keys.Where(d => site.Find(d) is null).ToList())
            late.Remove(device);
    }

    /// <summary>The control room's own clock was set.</summary>
    public void Move(long bySeconds)
    {
        foreach (var (device, seconds) in late.ToList())
            late[device] = new(seconds.From + bySeconds, seconds.To + bySeconds);
    }

    private (long From, long To, long Newest)? Late(Judgement judgement)
    {
        if (judgement.Rule.LooksAtAllDevices && AnyLate)
            return late.Values.Aggregate((a, b) => a.With(b.From, b.To)) is var all ? (all.From, all.To, site.Devices.Max(d => d.Newest)) : null;
        return late.TryGetValue(judgement.Source.Id, out var own) ? (own.From, own.To, site[judgement.Source].Newest) : null;
    }

    /// <returns>The second that rules are to look at again if it was judged; null = none.</returns>
    private long? Add(DeviceHistory history, UpRecord record, RecordTime time)
    {
        var (at, second) = (time.At, time.At.ToUnixTimeSeconds());
        if (record is MotionRecord { Occupied: not null })
        {
            history.Camera.Sees(record, time);
            history.Things.Sees(record, time);
        }
        switch (record)
        {
            case NoiseRecord { LAeq: { } } noise:
                history.Add(second, noise, time.IsOwn);
                site.NotePeak(history, second, noise.LAFmax);
                return second;
            case MotionRecord { Occupied: { } occupied } motion when time.IsSure:
                history.Add(second, motion, occupied, time.IsOwn);
                return second;
            case SoundRecord { Kind: SoundRecord.Shout } shout when time.IsSure && shout.Rise >= site.Parameters.ShoutRiseDb
                && shout.Duration is >= 0.3 and <= 3:
                second = at.AddSeconds(shout.Duration).ToUnixTimeSeconds();
                history.Add(new Burst(second, shout.Rise, shout.Level, time.IsOwn));
                return second;
            case SoundRecord { Kind: SoundRecord.Impulse } bang when time.IsOwn && bang.Rise >= site.Parameters.ImpulseRiseDb:
                history.Impulses[second] = new(bang.Rise, bang.HighShare);
                history.NoteBang(second);
                return second;
            case SoundRecord { Kind: SoundRecord.Alarm } alarm:
                history.Alarms.Add(second, alarm);
                return second;
            case GateRecord gate:
                history.Gate.Add(gate, time);
                history.Weather.Add(second, gate.Wind, gate.Rain);
                return gate.Enclosure is null && gate.Shock is null ? null : second;
            case HeartbeatRecord heartbeat:
                history.Health.Add(heartbeat, time, site.Parameters);
                return null;
            case CameraRecord { Thing: not null } thing:
                history.Things.Add(thing, time, at - Lasted(thing, time));
                return null;
            case CameraRecord camera:
                history.Camera.Add(camera, time, at - Lasted(camera, time));
                return null;
            default:
                return null;
        }
    }

    /// <summary>For how long what a camera reports has been so: by its clock, unless that was set meanwhile.</summary>
    private static TimeSpan Lasted(CameraRecord record, RecordTime time)
    {
        var lasted = record.T - record.Since;
        return lasted >= TimeSpan.Zero && lasted <= (time.IsOwn ? BootClocks.Oldest : SetWithin + TimeSpan.FromMilliseconds(record.Up)) ? lasted
            : TimeSpan.Zero;
    }

    private readonly record struct Seconds(long From, long To)
    {
        public Seconds With(long from, long to) => new(Math.Min(From, from), Math.Max(To, to));
    }
}
