using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Http;

namespace Solutions.Edge.ControlRoom;

/// <summary>A control room while another works: it answers that it stands by, and waits to lead.</summary>
internal static partial class StandBy
{
    private const string Answer = "This control room stands by: another one works. It takes over by itself when that one dies.\n";

    /// <summary>Returns when no other leads.</summary>
    /// <exception cref="InvalidOperationException">What would keep it from leading: that is told now, not when it is needed.</exception>
    public static async Task<Leadership> UntilItLeadsAsync(ControlRoomOptions options, TimeProvider time, CancellationToken stopping)
    {
        ControlRoomApp.Open(options).Folder.Dispose();
        var builder = WebApplication.CreateSlimBuilder();
        PeoplePort.Listen(builder, options, time);
        ControlRoomApp.AddLogging(builder.Logging);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.Services.AddHealthChecks();
        await using var app = builder.Build();
        app.UseSecurityHeaders();
        app.MapHealthChecks("/healthz");
        app.MapFallback(() => Results.Text(Answer, statusCode: StatusCodes.Status503ServiceUnavailable));
        await app.StartAsync(stopping);
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StandBy).FullName!);
        var lead = await Leadership.TakeAsync(options.Database, options.Demo, time, reason => Waits(log, reason), stopping);
        Leads(log);
        await app.StopAsync(stopping);
        return lead;
    }

    [LoggerMessage(21, LogLevel.Information, "This control room stands by: {Reason}")]
    private static partial void Waits(ILogger log, string reason);

    [LoggerMessage(22, LogLevel.Information, "This control room leads from now on")]
    private static partial void Leads(ILogger log);
}
