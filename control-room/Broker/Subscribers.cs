using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using MQTTnet.Server;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Broker;

/// <summary>
/// The subscribers of the embedded broker, by device. MQTTnet asks every session about every message, which with thousands of devices
/// is all it would do; yet a device listens to its own down topics only, and often nobody but the control room to the rest.
/// </summary>
/// <remarks>A session is known by its items, one object for as long as it lives. What is noted too long costs time, never a message.</remarks>
internal sealed class Subscribers
{
    private readonly ConcurrentDictionary<string, ImmutableArray<Subscriber>> byDevice = new();
    private readonly ConcurrentDictionary<IDictionary, ImmutableHashSet<string>> devicesOf = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<IDictionary, bool> others = new(ReferenceEqualityComparer.Instance);

    /// <summary>True: somebody may want what no device is asked about, so that MQTTnet must ask everybody.</summary>
    public bool HasOthers => !others.IsEmpty;

    /// <summary>Notes a subscription before it takes effect.</summary>
    public void Add(MqttSessionStatus session, MqttTopicFilter filter)
    {
        if (!Topics.TryParseDown(filter.Topic, out var device))
        {
            others[session.Items] = true;
            return;
        }
        var subscriber = new Subscriber(session, filter.Topic, filter.QualityOfServiceLevel);
        byDevice.AddOrUpdate(device, [subscriber], (_, known) => [.. known.Where(s => !s.Is(session.Items, filter.Topic)), subscriber]);
        devicesOf.AddOrUpdate(session.Items, [device], (_, known) => known.Add(device));
    }

    public void Remove(IDictionary session, string filter)
    {
        if (Topics.TryParseDown(filter, out var device))
            Forget(device, s => s.Is(session, filter));
    }

    /// <summary>The session has ended.</summary>
    public void Remove(IDictionary session)
    {
        others.TryRemove(session, out _);
        if (!devicesOf.TryRemove(session, out var devices))
            return;
        foreach (var device in devices)
            Forget(device, s => ReferenceEquals(s.Session.Items, session));
    }

    /// <summary>Delivers a message for one device to its own sessions.</summary>
    /// <returns>False: it must be published, for others may want it.</returns>
    /// <param name="message">To a device's down topic.</param>
    /// <param name="tryTake">Whether there is room for it at the client of this id.</param>
    public bool TryDeliver(MqttApplicationMessage message, Predicate<string> tryTake)
    {
        if (HasOthers || !Topics.TryParseDown(message.Topic, out var device))
            return false;
        foreach (var subscriber in byDevice.GetValueOrDefault(device, []).Where(s =>
            MqttTopicFilterComparer.Compare(message.Topic, s.Filter) == MqttTopicFilterCompareResult.IsMatch && tryTake(s.Session.Id)))
            subscriber.Session.TryEnqueueApplicationMessage(new MqttApplicationMessageBuilder().WithTopic(message.Topic).WithPayload(message.Payload)
                .WithQualityOfServiceLevel((MqttQualityOfServiceLevel)Math.Min((int)subscriber.Quality, (int)message.QualityOfServiceLevel)).Build(), out _);
        return true;
    }

    private void Forget(string device, Predicate<Subscriber> gone)
    {
        while (byDevice.TryGetValue(device, out var known))
        {
            var left = known.RemoveAll(gone);
            if (left.IsEmpty ? byDevice.TryRemove(KeyValuePair.Create(device, known)) : byDevice.TryUpdate(device, left, known))
                return;
        }
    }

    private sealed record Subscriber(MqttSessionStatus Session, string Filter, MqttQualityOfServiceLevel Quality)
    {
        public bool Is(IDictionary session, string filter) => ReferenceEquals(Session.Items, session) && Filter == filter;
    }
}
