using System.Globalization;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Faults.Mutations;

/// <summary>What a control room made of mutated messages.</summary>
/// <param name="Sent">Messages.</param>
/// <param name="Refused">What of them it refused.</param>
/// <param name="Kept">Records it kept.</param>
/// <param name="Seconds">How long that took.</param>
/// <param name="ExitCode">With which it ended: when it was asked to, or before.</param>
/// <param name="HasCrashed">It ended before.</param>
/// <param name="MedianMs">From a good record to its acknowledgement.</param>
/// <param name="P99Ms">Of the slowest hundredth.</param>
/// <param name="Unacknowledged">Good records without one.</param>
/// <param name="PeakMb">The most memory it had.</param>
internal sealed record MutationResult(long Sent, long Refused, long Kept, double Seconds, int ExitCode, bool HasCrashed, double MedianMs, double P99Ms,
    int Unacknowledged, double PeakMb)
{
    private const double MostMs = 2_000, MostMb = 600;

    /// <summary>What is not as it must be; null = all is.</summary>
    public string? Fault => this switch
    {
        { HasCrashed: true } => $"the control room ended with code {ExitCode}",
        { ExitCode: not 0 } => $"the control room ended with code {ExitCode} when it was asked to",
        { Unacknowledged: > 0 } => $"{Unacknowledged} good records were not acknowledged",
        { P99Ms: > MostMs } => $"the slowest hundredth of the good records was acknowledged after {P99Ms:0} ms; it must be {MostMs} or less",
        { PeakMb: > MostMb } => $"the control room had {PeakMb:0} MB; it must be {MostMb} or less",
        { Refused: 0 } or { Kept: 0 } => "nothing was refused, or nothing kept: the messages try nothing",
        _ => null,
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Sent} mutated messages in {Seconds:0} s ({Sent / Seconds:0}/s): {Refused} refused, {Kept} records kept, {(HasCrashed ? 1 : 0)} crashes; "
            + $"a good device acknowledged after {MedianMs:0} ms at the median, {P99Ms:0} ms p99; {PeakMb:0} MB at most");
}

/// <summary>Sends mutated messages of every stream to the built control room, a good device beside them.</summary>
internal static class MutationRun
{
    private const int Connections = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Look = TimeSpan.FromSeconds(1);

    public static async Task<MutationResult> RunAsync(long messages, int seed, TimeProvider time, TextWriter progress, CancellationToken stopping)
    {
        using var folder = new TemporaryFolder();
        await using var room = await ControlRoomProcess.StartAsync(SitesFileWriter.Write(folder.Path, Site()));
        using var good = new GoodDevice("good", time);
        await good.ConnectAsync(room.MqttPort, stopping);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var reporting = good.ReportAsync(enough.Token);
        var (began, sent, peak, hasCrashed) = (time.GetTimestamp(), new long[Connections], 0.0, false);
        var sending = Task.WhenAll(Enumerable.Range(0, Connections).Select(n =>
            Task.Run(() => SendAsync(n, messages / Connections, seed + n, room.MqttPort, sent, enough.Token), stopping)));
        var seconds = 0;
        while (!hasCrashed && await Task.WhenAny(sending, Task.Delay(Look, time, stopping)) != sending)
        {
            (peak, hasCrashed) = (Math.Max(peak, PeakMb(room.ProcessId)), PeakMb(room.ProcessId) == 0);
            if (++seconds % 10 == 0)
                await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{seconds,5} s  {sent.Sum()} sent, {peak:0} MB"));
        }
        var took = time.GetElapsedTime(began).TotalSeconds;
        hasCrashed |= PeakMb(room.ProcessId) == 0;
        await enough.CancelAsync();
        await reporting;
        if (hasCrashed)
            await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        else
            await sending;
        var (refused, kept) = (0L, 0L);
        if (!hasCrashed)
        {
            for (var waited = TimeSpan.Zero; good.Unacknowledged > 0 && waited < Patience; waited += Look)
                await Task.Delay(Look, time, stopping);
            peak = Math.Max(peak, PeakMb(room.ProcessId));
            refused = (await room.GetAsync("/api/v1/rejected")).GetProperty("count").GetInt64();
        }
        var code = hasCrashed ? await room.ExitAsync() : await room.StopAsync();
        kept = Directory.EnumerateFiles(Path.Combine(room.Data, "spool"), "*.spool").Sum(Records);
        var delays = good.Delays;
        return new(sent.Sum(), refused, kept, took, code, hasCrashed, At(delays, 0.5), At(delays, 0.99), good.Unacknowledged, peak);
    }

    private static SiteEntry Site() => new()
    {
        Id = "street",
        Name = "Street",
        Type = SiteType.ALLEY,
        TimeZone = "Europe/London",
        DemoHours = true,
        Devices = [new() { Id = "good", Name = "Good" }, .. Enumerable.Range(0, Connections).Select(n =>
            new DeviceEntry { Id = $"mutant-{n}", Name = $"Mutant {n}" })],
    };

    private static async Task SendAsync(int number, long messages, int seed, int port, long[] sent, CancellationToken stopping)
    {
        var mutator = new Mutator(Path.Combine(Tree.Root, "tests", "Contracts.Tests", "golden"), seed);
        using var client = new MqttClientFactory().CreateMqttClient();
        var options = new MqttClientOptionsBuilder().WithProtocolVersion(MqttProtocolVersion.V500).WithClientId($"mutant-{number}")
            .WithTcpServer("127.0.0.1", port).Build();
        while (sent[number] < messages)
        {
            var (stream, message) = mutator.Next();
            // Every other is of a device that no site knows.
            var device = sent[number] % 2 == 0 ? $"mutant-{number}" : $"stranger-{sent[number] % 200}";
            try
            {
                if (!client.IsConnected)
                    await client.ConnectAsync(options, stopping);
                await client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(Topics.Up(device, stream)).WithPayload(message)
                    .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtMostOnce).Build(), stopping);
                sent[number]++;
            }
            catch (Exception e) when (e is MqttCommunicationException or MqttClientNotConnectedException
                or MqttClientDisconnectedException or InvalidOperationException or OperationCanceledException
                && !stopping.IsCancellationRequested)
            {
                // The broker has shown it the door; the control room is watched by the reader of this.
            }
        }
    }

    private static long Records(string file)
    {
        using var segment = ControlRoom.Spool.SpoolSegment.OpenAll(Path.GetDirectoryName(file)!).First(s => s.File == file);
        return new ControlRoom.Spool.SpoolScan(segment, segment.Start, segment.End).Records().Count(r => r.Device != "good");
    }

    private static double At(IReadOnlyList<double> ascending, double share) => ascending.Count == 0 ? 0
        : ascending[Math.Min(ascending.Count - 1, (int)(share * ascending.Count))];

    /// <summary>The most memory the process has had; 0 = there is none.</summary>
    private static double PeakMb(int process)
    {
        try
        {
            return File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } line
                ? double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024 : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
