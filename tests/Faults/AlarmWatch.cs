using System.Text.Json;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Faults;

/// <summary>Listens to the alerts' topic as another system would, and notes when each occurrence of GATE-FORCED is first published.</summary>
internal sealed class AlarmWatch : IAsyncDisposable
{
    private const string Code = "GATE-FORCED";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly Lock access = new();
    private readonly Dictionary<string, int> counts = [];
    private readonly List<DateTimeOffset> published = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly Task listening;

    private AlarmWatch(int port) => listening = Task.Run(() => ListenAsync(port));

    /// <summary>When one more occurrence was published, in order.</summary>
    public IReadOnlyList<DateTimeOffset> Published
    {
        get
        {
            lock (access)
                return [.. published];
        }
    }

    public static AlarmWatch Start(int port) => new(port);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task ListenAsync(int port)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                using var client = new MqttClientFactory().CreateMqttClient();
                client.ApplicationMessageReceivedAsync += message => Task.Run(() => Take(message.ApplicationMessage));
                await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).Build(), stopping.Token);
                await client.SubscribeAsync($"{Topics.Root}/site/+/alert/+", MqttQualityOfServiceLevel.AtLeastOnce, stopping.Token);
                while (client.IsConnected)
                    await Task.Delay(Pause, TimeProvider.System, stopping.Token);
            }
            catch (MqttCommunicationException)
            {
                await Task.Delay(Pause, TimeProvider.System, stopping.Token);
            }
        }
    }

    /// <summary>An alert's message states how often it has happened: what was published before a crash and is published again adds nothing.</summary>
    private void Take(MqttApplicationMessage message)
    {
        if (message.Payload.IsEmpty
            || JsonSerializer.Deserialize(message.Payload.First.Span, ContractsJson.Default.AlertMessage) is not { Code: Code, Count: { } count } alert)
            return;
        lock (access)
        {
            for (; counts.GetValueOrDefault(alert.Id) < count; counts[alert.Id] = counts.GetValueOrDefault(alert.Id) + 1)
                published.Add(TimeProvider.System.GetUtcNow());
        }
    }
}
