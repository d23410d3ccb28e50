using System.Threading.Channels;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Mail;

namespace Solutions.Edge.ControlRoom.Alerts.Hooks;

/// <summary>Keeps what hooks are to receive and sends it, beside everything else: nothing waits for a hook.</summary>
internal sealed class HookWorker(HookBook book, HookClient client, PlainMail mail, TimeProvider time, ILogger<HookWorker> log) : BackgroundService
{
    /// <summary>Past it the oldest go; an alert itself is in the journal.</summary>
    private const int Waiting = 10_000;

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly Channel<HookMessage> made = Channel.CreateBounded<HookMessage>(
        new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest }, dropped => HooksLog.Dropped(log, dropped.Subject));

    /// <summary>A stored change is to be sent.</summary>
    public void Offer(SiteEntry site, AlertChange change)
    {
        if (HookMessage.Of(site, change) is { } message)
            made.Writer.TryWrite(message);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(KeepAsync(stoppingToken), SendAsync(stoppingToken));

    private async Task KeepAsync(CancellationToken stopping)
    {
        await foreach (var message in made.Reader.ReadAllAsync(stopping))
        {
            try
            {
                await book.KeepAsync(message, stopping);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                HooksLog.NotKept(log, message.Subject, e.Message);
            }
        }
    }

    private async Task SendAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(LookAgain, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                for (var due = await book.DueAsync(stopping); due.Count > 0; due = await book.DueAsync(stopping))
                    await Task.WhenAll(due.Select(d => SendAsync(d.Hook, d.Delivery, stopping)));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                HooksLog.NotLooked(log, e.Message);
            }
        }
    }

    private async Task SendAsync(Hook hook, HookDelivery delivery, CancellationToken stopping)
    {
        var fault = hook.IsMail ? await mail.SendAsync(hook.Address["mailto:".Length..], delivery.Subject, delivery.Body, stopping)
            : await client.SendAsync(hook, delivery, stopping);
        if (fault is not null && fault != hook.Fault)
            HooksLog.NotTaken(log, hook.Number, fault);
        await book.SentAsync(delivery, fault, stopping);
    }
}

internal static partial class HooksLog
{
    [LoggerMessage(440, LogLevel.Warning, "Hook {Hook} did not take a message, which is sent again: {Reason}")]
    public static partial void NotTaken(ILogger log, long hook, string reason);

    [LoggerMessage(441, LogLevel.Error, "A message for hooks was dropped, for too many wait: {Subject}")]
    public static partial void Dropped(ILogger log, string subject);

    [LoggerMessage(442, LogLevel.Error, "A message for hooks could not be stored and is lost ({Subject}): {Reason}")]
    public static partial void NotKept(ILogger log, string subject, string reason);

    [LoggerMessage(443, LogLevel.Warning, "What hooks are to receive cannot be read, trying again: {Reason}")]
    public static partial void NotLooked(ILogger log, string reason);
}
