using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Devices.Identities;

/// <summary>A certificate of a device's connections.</summary>
/// <param name="Device">Whose.</param>
/// <param name="Expires">Until when.</param>
/// <param name="Revoked">Why it is valid no more; null = it is.</param>
internal sealed record IssuedCertificate(string Device, DateTimeOffset Expires, string? Revoked);

/// <summary>What is thought of each device's identity, in memory. Thread-safe; it acts on nothing.</summary>
internal sealed class DeviceStanding
{
    private readonly Lock access = new();
    private readonly Dictionary<string, IssuedCertificate> certificates = [];
    private readonly Dictionary<string, string> holds = [];
    private readonly Dictionary<string, Holders> holders = [];
    private readonly HashSet<string> enrolled = [], barred = [];
    private long refused;

    /// <summary>A device's connections must end now.</summary>
    public event Action<string>? Barred;

    /// <summary>Two hold the identity of a device; the second argument says how that was seen.</summary>
    public event Action<string, string>? FoundTwice;

    /// <summary>Messages of devices that are not believed.</summary>
    public long Refused => Interlocked.Read(ref refused);

    public IReadOnlyList<(string Device, string Reason)> Holds
    {
        get
        {
            lock (access)
                return [.. holds.Select(h => (h.Key, h.Value))];
        }
    }

    /// <summary>Takes over what is stored. What ends a device's right to speak ends its connections.</summary>
    public void Take(IEnumerable<KeyValuePair<string, IssuedCertificate>> all, IEnumerable<KeyValuePair<string, string>> held)
    {
        List<string> news;
        lock (access)
        {
            certificates.Clear();
            holds.Clear();
            foreach (var (serial, certificate) in all)
                certificates[serial] = certificate;
            foreach (var (device, reason) in held)
                holds[device] = reason;
            var before = barred.ToHashSet();
            enrolled.Clear();
            barred.Clear();
            foreach (var its in certificates.Values.GroupBy(c => c.Device))
            {
                enrolled.Add(its.Key);
                if (its.All(c => c.Revoked is not null))
                    barred.Add(its.Key);
            }
            barred.UnionWith(holds.Keys);
            news = [.. barred.Except(before)];
            foreach (var device in before.Except(barred).Concat(news))
                holders.Remove(device);
        }
        news.ForEach(d => Barred?.Invoke(d));
    }

    public IssuedCertificate? Find(string serial)
    {
        lock (access)
            return certificates.GetValueOrDefault(serial);
    }

    /// <summary>The certificate of a device that is valid longest, or was; null = it has never had one.</summary>
    public IssuedCertificate? Latest(string device)
    {
        lock (access)
            return certificates.Values.Where(c => c.Device == device).OrderBy(c => c.Revoked is null).ThenBy(c => c.Expires).LastOrDefault();
    }

    /// <summary>Why a device that has certificates is not believed; null = it is.</summary>
    public string? HoldOf(string device)
    {
        lock (access)
            return holds.GetValueOrDefault(device);
    }

    /// <summary>Whether what comes under a device's name is taken. What is not is not acknowledged either, so the device keeps it.</summary>
    public bool MayReport(string device)
    {
        lock (access)
        {
            if (!barred.Contains(device))
                return true;
        }
        Interlocked.Increment(ref refused);
        return false;
    }

    /// <summary>A device with an identity states which of its runs speaks.</summary>
    public void States(string device, StatusMessage status)
    {
        lock (access)
        {
            if (!enrolled.Contains(device) || barred.Contains(device))
                return;
            if (!holders.TryGetValue(device, out var its))
                holders[device] = its = new();
            if (!its.AreTwo(status))
                return;
            // At once, before it is stored.
            holds[device] = "two hold its identity";
            barred.Add(device);
        }
        FoundTwice?.Invoke(device, $"its run {status.Boot[..8]} speaks again after another one had taken its place");
        Barred?.Invoke(device);
    }
}
