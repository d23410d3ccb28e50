using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Live;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Cases.Sessions;

/// <summary>The night button of a home asks for a clip while a session runs there: of the moment at which it was pressed, so many in twelve hours.</summary>
internal sealed partial class NightButton(Feed feed, SiteCatalog sites, ClipRequests requests, ILogger<NightButton> log)
    : BackgroundService
{
    public const int MostANight = 20;
    public const string Why = "night button";

    private readonly FeedSubscription<GateReading> readings = feed.Subscribe<GateReading>(capacity: 4096);
    private readonly Dictionary<string, bool> pressed = [];

    public override void Dispose()
    {
        readings.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var reading in readings.Reader.ReadAllAsync(stoppingToken))
        {
            if (sites.SiteOf(reading.Device) is not { Type: SiteType.HOME } home)
                continue;
            var before = pressed.GetValueOrDefault(reading.Device);
            pressed[reading.Device] = reading.Button;
            if (!reading.Button || before)
                continue;
            try
            {
                var at = DateTimeOffset.FromUnixTimeMilliseconds(reading.T);
                if (await requests.AskAllAsync(home, at, Why, $"device {reading.Device}", MostANight, stoppingToken) is { } fault)
                    NotAsked(log, home.Id, fault);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotAsked(log, home.Id, e.Message);
            }
        }
    }

    [LoggerMessage(962, LogLevel.Warning, "The night button asked for a sound clip at {Site} in vain: {Reason}")]
    private static partial void NotAsked(ILogger log, string site, string reason);
}
