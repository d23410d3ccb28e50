using System.Buffers;
using MQTTnet;

namespace Solutions.Edge.ControlRoom.Mqtt;

/// <summary>A message as it came.</summary>
internal delegate ValueTask MessageHandler(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

/// <summary>Topics that a slice receives: each registers its own.</summary>
internal sealed record MqttSubscription(string Filter, MessageHandler Handler);

/// <summary>The topics that the control room receives, from either source: the connection to a broker, or the broker within. They are known before
/// anything is started.</summary>
internal sealed class MqttSubscriptions(IEnumerable<MqttSubscription> registered)
{
    private readonly MqttSubscription[] all = [.. registered];

    public IEnumerable<string> Filters => all.Select(s => s.Filter);

    /// <summary>Returns when every handler that wants it has taken it: the source waits, and nothing is dropped.</summary>
    public async ValueTask HandAsync(MqttApplicationMessage message, CancellationToken cancellationToken)
    {
        foreach (var (filter, handler) in all)
        {
            if (MqttTopicFilterComparer.Compare(message.Topic, filter) == MqttTopicFilterCompareResult.IsMatch)
                await handler(message.Topic, message.Payload.ToArray(), cancellationToken);
        }
    }
}
