using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using MQTTnet;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>Hands what the control room sends to those it is for. Whatever a message does to its reader, records go on.</summary>
internal sealed class DownMessages(
    AgentOptions options, Outbox outbox, Backlog backlog, Commands commands, Place place, ILogger<DownMessages> log)
{
    private readonly string device = options.Device!;

    public void Take(MqttApplicationMessage message)
    {
        try
        {
            var payload = message.Payload.ToArray();
            if (message.Topic == Topics.DownAck(device))
                Acknowledge(JsonSerializer.Deserialize(payload, ContractsJson.Default.AcknowledgementArray) ?? []);
            else if (message.Topic == Topics.DownPacked(device))
                Acknowledge([.. PackedMessage.Unpack(payload).Where(p => p.Stream == PackedMessage.Ack).SelectMany(p => p.Records)
                    .Select(r => JsonSerializer.Deserialize(r.Span, ContractsJson.Default.Acknowledgement)!)]);
            else if (message.Topic == Topics.DownCommand(device)
                && JsonSerializer.Deserialize(payload, ContractsJson.Default.Command) is { } command && !commands.Handle(command))
                UplinkLog.NotCarriedOut(log, command.Id, command.Kind);
            else if (message.Topic == Topics.DownConfig(device))
            {
                place.Take(payload);
                // The status that states it is sent at once.
                outbox.Wake();
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Of a slice that carries out a command, too.
            UplinkLog.Unreadable(log, message.Topic, e.Message);
        }
    }

    /// <summary>An empty acknowledgement announces that the control room has begun to listen: what was sent before may have had no reader.</summary>
    private void Acknowledge(Acknowledgement[] all)
    {
        if (all.Length == 0)
        {
            outbox.SendAllAgain();
            backlog.ControlRoomListens();
        }
        foreach (var stored in all)
        {
            outbox.Acknowledge(stored);
            backlog.Acknowledge(stored, outbox.Arrived);
        }
    }
}
