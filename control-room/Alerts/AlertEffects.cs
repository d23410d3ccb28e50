using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using MQTTnet.Exceptions;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Codes;
using Solutions.Edge.ControlRoom.Alerts.Hooks;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Alerts.Shelves;
using Solutions.Edge.ControlRoom.Evidence;
using Solutions.Edge.ControlRoom.Live;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>
/// What follows a stored change: the board, the alert's MQTT topic, the still and the clip. The journal has it already, so nothing here
/// can lose an alert; grains hand over and go on.
/// </summary>
internal sealed class AlertEffects(
    AlertBoard board, ShelfBoard shelves, QuietLog quiet, Captures captures, MqttConnection mqtt, SiteCatalog sites, HookWorker hooks, Feed feed,
    TimeProvider time, ILogger<SiteGrain> log)
    : BackgroundService
{
    /// <summary>Far more changes than a partnership has in a night; past it the oldest go, and a restart publishes every open alert again.</summary>
    private const int Waiting = 10_000;

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(0.25);

    private static readonly TimeSpan StillWaits = TimeSpan.FromSeconds(60);

    /// <summary>A clip is worth the wait for a line that was down.</summary>
    private static readonly TimeSpan ClipWaits = TimeSpan.FromMinutes(15);

    private readonly Channel<AlertChange> changes = Channel.CreateBounded<AlertChange>(
        new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest }, dropped => SiteLog.EffectDropped(log, dropped.Alert.Id));

    /// <summary>The last change of each alert that waits.</summary>
    private readonly ConcurrentDictionary<string, AlertChange> newest = new();

    public void Explain(IReadOnlyList<QuietEntry> entries)
    {
        foreach (var entry in entries)
            quiet.Add(entry);
    }

    /// <summary>What is to be stored of a site's explanations.</summary>
    public SiteQuiet Explained(SiteEntry site) => quiet.Stored(site.Id);

    /// <summary>
    /// Puts a site's alerts on the board as the journal has them, and on their topics: retained messages die with the embedded broker. With them
    /// what was explained, and what counts against the operator's budget.
    /// </summary>
    public void Show(SiteEntry site, IReadOnlyList<Alert> alerts, IReadOnlyList<AlertTransition> rang, SiteQuiet? explained)
    {
        quiet.Restore(site.Id, explained);
        foreach (var alert in alerts)
        {
            var (row, rings) = (Row(site, alert, alerts), rang.Where(t => t.Alert == alert.Id).ToList());
            foreach (var ring in rings.Take(rings.Count - 1))
                board.Rang(row, ring);
            if (alert.IsListed)
                board.Put(row, rings.LastOrDefault());
            else if (rings.Count > 0)
                board.Rang(row, rings[^1]);
            if (alert.IsOpen)
                Queue(new(alert, new() { Alert = alert.Id, Event = AlertEvent.Raised, Why = alert.Why }));
        }
    }

    public void Carry(SiteEntry site, IReadOnlyList<AlertChange> made, IReadOnlyList<Alert> alerts)
    {
        foreach (var change in made)
        {
            var alert = change.Alert;
            SiteLog.Changed(log, alert.Code, alert.Priority, site.Id, change.Transition.Event, alert.State);
            // A folded alert shows in its parent's row.
            var listed = alert.FoldedUnder is { } parent ? alerts.FirstOrDefault(a => a.Id == parent) : alert;
            if (listed is { Suppressed: null, IsShelved: false })
                board.Put(Row(site, listed, alerts), change.Transition.Rings ? change.Transition : null);
            if (alert.FoldedUnder is not null || change.Transition.Event == AlertEvent.Shelved)
                board.Remove(alert.Id);
            Queue(change);
            hooks.Offer(site, change);
        }
    }

    public void ShowShelves(SiteEntry site, IReadOnlyList<Shelf> open) => shelves.Put(site.Id, open);

    /// <summary>Shows alerts anew that nothing happened to: their sensor has fallen silent, or reports again; their site has another name or camera.</summary>
    public void ShowAgain(SiteEntry site, IReadOnlyList<Alert> changed, IReadOnlyList<Alert> alerts)
    {
        foreach (var alert in changed.Where(a => a.IsListed))
            board.Put(Row(site, alert, alerts));
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(CarryOutAsync(stoppingToken), ShowStillsAsync(stoppingToken), ShowClipsAsync(stoppingToken), ShowFactsAsync(stoppingToken));

    private async Task CarryOutAsync(CancellationToken stopping)
    {
        await foreach (var change in changes.Reader.ReadAllAsync(stopping))
        {
            var (alert, transition) = change;
            var site = sites.Find(alert.Site)!;
            try
            {
                // Its subscribers see it as closed.
                if (transition.Event == AlertEvent.Shelved && AlertMessages.IsTold(site))
                    await TellAsync(alert, transition.Event, [], stopping);
                else if (!IsOvertaken(change) && AlertMessages.For(site, alert) is { } message)
                    await TellAsync(alert, transition.Event,
                        alert.IsOpen ? JsonSerializer.SerializeToUtf8Bytes(message, ContractsJson.Default.AlertMessage) : [], stopping);
                if (transition.Rings && CameraOf(site, alert) is { } camera)
                {
                    await AskForAsync(camera, alert.Still, Command.Still, StillWaits, alert, stopping);
                    await AskForAsync(camera, alert.Clip, Command.Clip, ClipWaits, alert, stopping);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                SiteLog.EffectFailed(log, alert.Id, transition.Event, e.Message);
            }
            newest.TryRemove(new(alert.Id, change));
        }
    }

    private void Queue(AlertChange change)
    {
        newest[change.Alert.Id] = change;
        changes.Writer.TryWrite(change);
    }

    /// <summary>
    /// A later one that waits says all that it says: a gate forced a hundred times in a second is told in one message, with the count of all.
    /// That an alert was open is told before that it is closed.
    /// </summary>
    private bool IsOvertaken(AlertChange change) =>
        change.Alert.IsOpen && newest.TryGetValue(change.Alert.Id, out var last) && last.Alert.IsOpen && !ReferenceEquals(last, change);

    /// <summary>A broker that is away hears it when it is back: whoever listens there goes by what it was told last.</summary>
    private async Task TellAsync(Alert alert, AlertEvent change, byte[] message, CancellationToken stopping)
    {
        for (var failed = false; ; failed = true)
        {
            try
            {
                await mqtt.PublishAsync(Topics.Alert(alert.Site, alert.Id), message, retain: true, stopping);
                return;
            }
            catch (Exception e) when (e is MqttCommunicationException or InvalidOperationException)
            {
                if (!failed)
                    SiteLog.NotToldYet(log, alert.Id, change, e.Message);
                await Task.Delay(Again, time, stopping);
            }
        }
    }

    private async Task AskForAsync(string camera, string? id, string kind, TimeSpan wait, Alert alert, CancellationToken stopping)
    {
        if (id is null || !await captures.ExpectAsync(id, kind, camera, alert.Site, alert.FiredMs, alert.Code))
            return;
        var command = new Command(id, kind, time.GetUtcNow() + wait, At(alert.FiredMs), alert.Code);
        await mqtt.PublishAsync(Topics.DownCommand(camera), JsonSerializer.SerializeToUtf8Bytes(command, ContractsJson.Default.Command), retain: false,
            stopping);
    }

    private async Task ShowStillsAsync(CancellationToken stopping)
    {
        using var arrivals = feed.Subscribe<StillArrived>();
        await foreach (var arrived in arrivals.Reader.ReadAllAsync(stopping))
            board.ShowStill(arrived.Id, captures.Facts(arrived.Id));
    }

    private async Task ShowClipsAsync(CancellationToken stopping)
    {
        using var growth = feed.Subscribe<ClipGrew>();
        await foreach (var grew in growth.Reader.ReadAllAsync(stopping))
            board.ShowClip(grew.Id, grew.Complete);
    }

    private async Task ShowFactsAsync(CancellationToken stopping)
    {
        using var facts = feed.Subscribe<CaptureSaid>();
        await foreach (var said in facts.Reader.ReadAllAsync(stopping))
        {
            if (captures.Facts(said.Id) is { } known)
                board.ShowFacts(said.Id, known);
        }
    }

    /// <summary>The camera that saw it: one of the alert's own devices, else any at the site.</summary>
    private static string? CameraOf(SiteEntry site, Alert alert) =>
        site.Devices.Where(d => d.Camera is not null).OrderByDescending(d => alert.Devices.Contains(d.Id)).FirstOrDefault()?.Id;

    /// <summary>Its zone's, else the site's.</summary>
    private static CouncilCamera? CallUpOf(SiteEntry site, Alert alert) =>
        (from device in site.Devices
         from zone in device.Camera?.Zones ?? []
         where alert.Source == new Source(device.Id, zone.Id) || (alert.Source == new Source(device.Id) && zone.Kind == AlertCodes.Find(alert.Code)?.IsAbout)
         select zone.CallUp).FirstOrDefault(c => c is not null) ?? site.CallUp;

    private AlertRow Row(SiteEntry site, Alert alert, IReadOnlyList<Alert> alerts) => new(
        alert.Id, alert.Code, AlertCodes.Find(alert.Code)?.Title ?? alert.Code, site.Id, site.Name, site.Type, alert.Priority, alert.State, alert.Why,
        At(alert.SinceMs), At(alert.FiredMs), At(alert.LastMs), alert.UntilMs is { } until ? At(until) : null, alert.Count, alert.LimitDb,
        captures.Find(alert.Still) is { Complete: true } && captures.Facts(alert.Still) is { IsOfItsTime: true } ? alert.Still : null,
        [.. alerts.Where(a => a.FoldedUnder == alert.Id).OrderBy(a => a.SinceMs).Select(a =>
            new FoldedRow(a.Id, a.Code, a.Why, At(a.SinceMs), a.UntilMs is { } over ? At(over) : null))])
    {
        StillExpected = alert.Still,
        StillFacts = captures.Facts(alert.Still),
        ClipFacts = captures.Facts(alert.Clip),
        Clip = captures.Find(alert.Clip) is null ? null : alert.Clip,
        ClipComplete = captures.Find(alert.Clip) is { Complete: true },
        ClipExpected = alert.Clip,
        AcknowledgedBy = alert.AcknowledgedBy,
        AcknowledgedUntil = alert.AcknowledgedUntilMs is { } ends ? At(ends) : null,
        Verdict = alert.Verdict,
        IsOnHold = alert.IsOnHold,
        Escalated = alert.Escalated,
        Acts = alert.Acts,
        LastAct = alert.LastAct,
        CallUp = CallUpOf(site, alert),
        SilentSince = alert.SilentSinceMs is { } silent ? At(silent) : null,
        Devices = [.. alert.Devices.Select(d => sites.Device(d)?.Name ?? d)],
    };

    private static DateTimeOffset At(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
}
