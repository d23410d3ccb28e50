using System.Text.Json;
using MQTTnet.Exceptions;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Evidence;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Cases.Sessions;

/// <summary>Asks microphones for sound clips: only while a session runs, and each in the journal of its case before it is asked for.</summary>
internal sealed class ClipRequests(
    EvidenceSessions sessions, CaseJournal journal, Captures captures, SiteCatalog sites, MqttConnection mqtt, TimeProvider time)
{
    private static readonly TimeSpan Waits = TimeSpan.FromMinutes(15), Night = TimeSpan.FromHours(12);

    /// <summary>Of what asks by itself: asks every microphone of a home while a session runs there, up to so many clips in twelve hours.</summary>
    /// <returns>Why one was not asked for; null = all were, or no session runs.</returns>
    public async Task<string?> AskAllAsync(SiteEntry home, DateTimeOffset at, string why, string by, int most, CancellationToken cancellationToken)
    {
        if (sessions.InForce(home.Id) is not { } session)
            return null;
        var since = time.GetUtcNow() - Night;
        var asked = (await journal.ReadAsync<ClipAsked>(session.Case, cancellationToken))
            .Count(e => e.Stamped > since && e.Body is ClipAsked clip && clip.Site == home.Id && clip.Why == why);
        foreach (var microphone in home.Devices.Where(d => d.Sound is not null))
        {
            if (++asked > most)
                return $"{most} clips in twelve hours are enough";
            if (await AskAsync(microphone.Id, at, why, by, cancellationToken) is (_, { } fault))
                return fault;
        }
        return null;
    }

    /// <summary>Asks for a clip of the half minute from ten seconds before an instant.</summary>
    /// <param name="device">The microphone.</param>
    /// <param name="at">The instant; null = now.</param>
    /// <param name="why">For what.</param>
    /// <param name="by">By which hand.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="file">The case that it must belong to; null = the one whose session runs.</param>
    /// <returns>The clip's id, or why there is none.</returns>
    public async Task<(string? Clip, string? Fault)> AskAsync(
        string device, DateTimeOffset? at, string why, string by, CancellationToken cancellationToken, string? file = null)
    {
        if (sites.SiteOf(device) is not { } site || sites.Device(device)?.Sound is null)
            return (null, $"device is '{device}'; it must be a microphone that stands at a home of the case.");
        if (sessions.InForce(site.Id) is not { } session || (file is not null && session.Case != file))
            return (null, $"No evidence session of the case runs at {site.Name}: without one no sound leaves a home. Enter a session first.");
        if (why.Trim() is not { Length: > 0 and <= 500 } reason)
            return (null, $"why is '{why}'; it must say in 1 to 500 characters what the clip is for.");
        var (id, now) = (Ids.New(), time.GetUtcNow());
        await journal.AddAsync(session.Case, new ClipAsked(id, session.Says.Session, site.Id, device, reason), at, by, cancellationToken);
        await captures.ExpectAsync(id, EvidenceRecord.Sound, device, site.Id, (at ?? now).ToUnixTimeMilliseconds(), reason);
        var expires = now + Waits < session.Says.Expires ? now + Waits : session.Says.Expires;
        try
        {
            var command = new Command(id, Command.Sound, expires, at, reason);
            await mqtt.PublishAsync(Topics.DownCommand(device), JsonSerializer.SerializeToUtf8Bytes(command, ContractsJson.Default.Command), retain: false,
                cancellationToken);
            return (id, null);
        }
        catch (Exception e) when (e is InvalidOperationException or MqttCommunicationException or IOException)
        {
            return (null, "The control room has no connection to the broker now, so the device could not be asked; ask again.");
        }
    }
}
