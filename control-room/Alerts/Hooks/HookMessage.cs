using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Codes;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Hooks;

/// <summary>A change of an alert as other systems receive it.</summary>
/// <param name="Priority">The alert's.</param>
/// <param name="Rings">True: it rings.</param>
/// <param name="Json">Event and alert.</param>
/// <param name="Subject">Of a mail.</param>
/// <param name="Text">Of a mail.</param>
internal sealed record HookMessage(int Priority, bool Rings, string Json, string Subject, string Text)
{
    /// <summary>The message; null = this alert leaves no control room. What MQTT may not say of a home, no hook says.</summary>
    public static HookMessage? Of(SiteEntry site, AlertChange change)
    {
        if (AlertMessages.For(site, change.Alert) is not { } message)
            return null;
        var title = AlertCodes.Find(message.Code)?.Title ?? message.Code;
        var what = JsonNamingPolicy.KebabCaseLower.ConvertName(change.Transition.Event.ToString());
        var json = JsonSerializer.Serialize(message, ContractsJson.Default.AlertMessage);
        var place = message.Site is null ? "a home" : site.Name;
        return new(message.Priority, change.Transition.Rings, $$"""{"event":"{{what}}","alert":{{json}}}""", $"P{message.Priority} {title}, {place}",
            $"{title}, {place}: {message.Why ?? what}\n\nAlert {message.Id}, {message.Code}, since {message.Since:yyyy-MM-dd HH:mm:ss} UTC.\n");
    }
}
