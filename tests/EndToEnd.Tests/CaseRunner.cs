using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MQTTnet;
using MQTTnet.Protocol;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Broker;
using Solutions.Edge.ControlRoom.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests;

/// <summary>
/// Plays a case folder into a whole control room (broker, spool, grains, relational store) in this process, whose clock the case
/// moves: input.ndjson holds records by the second, expected.json the alerts that must stand at the end.
/// </summary>
internal sealed class CaseRunner : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 30, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();

    /// <summary>Moves by a tick when it is read: what waits for an instant within the next millisecond, as Orleans does, would ask again for ever.</summary>
    private readonly FakeTimeProvider time = new(Start) { AutoAdvanceAmount = TimeSpan.FromTicks(1) };

    private readonly Dictionary<(string Device, string Stream), long> sequences = [];
    private readonly IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private readonly string boot = Ids.New();
    private WebApplication room = null!;

    /// <param name="sitesFile">The case's site.</param>
    /// <param name="database">The setting of the relational store; empty = SQLite.</param>
    public static async Task<CaseRunner> StartAsync(string sitesFile, string database)
    {
        var runner = new CaseRunner();
        var ports = FreePort.Take(5);
        runner.room = await ControlRoomApp.BuildAsync(new()
        {
            Demo = true,
            Urls = $"http://127.0.0.1:{ports[2]}",
            Data = Path.Combine(runner.folder.Path, "data"),
            Sites = sitesFile,
            Database = database,
            Mqtt = new() { Port = 0, TlsPort = ports[3] },
            Devices = new() { Port = ports[4] },
            Cluster = new() { SiloPort = ports[0], GatewayPort = ports[1] },
        }, runner.time, CancellationToken.None);
        await runner.room.StartAsync();
        await runner.client.ConnectAsync(new MqttClientOptionsBuilder().WithClientId("case")
            .WithTcpServer("127.0.0.1", runner.room.Services.GetRequiredService<EmbeddedBroker>().Port).Build());
        return runner;
    }

    /// <summary>Sends every line's records, a second at a time, and waits until the grains have judged them: their patience goes by this clock too.</summary>
    public async Task PlayAsync(IReadOnlyList<CaseLine> lines)
    {
        var last = lines.Max(l => l.Until ?? l.At);
        var spool = room.Services.GetRequiredService<RecordSpool>();
        for (var second = 0; second <= last + 1; second++)
        {
            time.SetUtcNow(Start.AddSeconds(second + 1));
            var before = spool.Durable;
            var now = lines.Where(l => l.At < second + 1 && (l.Until ?? l.At) >= second).ToList();
            foreach (var line in now)
                await SendAsync(line, line.Until is null ? line.At : second);
            await AreStoredAsync(spool, before, now.Count, second);
            await AreJudgedAsync(spool, second);
        }
    }

    /// <summary>Every alert, oldest first, in the words of expected.json.</summary>
    public async Task<IReadOnlyList<CaseAlert>> AlertsAsync()
    {
        var alerts = await room.Services.GetRequiredService<AlertJournal>().ListAsync(openOnly: false, long.MinValue, long.MaxValue, null, 1000);
        return [.. alerts.Select(a => new CaseAlert(a.Code, a.Priority, a.State, Math.Round((a.FiredMs - Start.ToUnixTimeMilliseconds()) / 1000.0),
            alerts.FirstOrDefault(p => p.Id == a.FoldedUnder)?.Code, a.Suppressed, a.Count)).OrderBy(a => a.Fired).ThenBy(a => a.Code)];
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisconnectAsync();
        client.Dispose();
        await room.StopAsync();
        await room.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>By the spool's own word: to look again and again would take longer than the second itself.</summary>
    private static async Task AreStoredAsync(RecordSpool spool, long from, int records, int second)
    {
        if (records == 0)
            return;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        try
        {
            await foreach (var batch in spool.FollowAsync(from, patience.Token))
            {
                if ((records -= batch.Count) <= 0)
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{records} records of second {second} are not in the spool within 30 s");
        }
    }

    private async Task AreJudgedAsync(RecordSpool spool, int second)
    {
        var readers = room.Services.GetRequiredService<SpoolReaders>();
        var begun = Stopwatch.StartNew();
        while (!(readers.Position(SpoolReaders.Alerts) >= spool.Durable))
        {
            if (begun.Elapsed.TotalSeconds > 30)
                throw new TimeoutException($"the records of second {second} are not judged within 30 s");
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
    }

    private async Task SendAsync(CaseLine line, double at)
    {
        var seq = sequences[(line.Device, line.Stream)] = sequences.GetValueOrDefault((line.Device, line.Stream)) + 1;
        var record = JsonSerializer.SerializeToNode(line.Record)!.AsObject();
        record["v"] = 1;
        record["boot"] = boot;
        record["bn"] = 1;
        record["seq"] = seq;
        record["t"] = InstantConverter.Write(Start.AddSeconds(at));
        record["up"] = (long)(at * 1000);
        record["tq"] = "synced";
        await client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(Topics.Up(line.Device, line.Stream))
            .WithPayload(JsonSerializer.SerializeToUtf8Bytes(record)).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());
    }
}

/// <summary>One line of input.ndjson: a record at a second, or one every second up to and including <paramref name="Until"/>.</summary>
internal sealed record CaseLine(double At, double? Until, string Device, string Stream, JsonElement Record);

/// <summary>One alert of expected.json; <paramref name="Fired"/> is the second at which it last rang.</summary>
internal sealed record CaseAlert(string Code, int Priority, AlertState State, double Fired, string? FoldedUnder, string? Suppressed, int Count);
