using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Broker;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Devices;
using Solutions.Edge.ControlRoom.Evidence;
using Solutions.Edge.ControlRoom.Ingest;
using Solutions.Edge.ControlRoom.Live;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.ControlRoom.Overview;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Shell;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom;

/// <summary>Puts the slices together.</summary>
internal static class ControlRoomApp
{
    /// <returns>0, or 2 if the settings or the data folder keep it from starting.</returns>
    public static async Task<int> RunAsync(CancellationToken stopping)
    {
        try
        {
            var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
            var options = configuration.GetSection(ControlRoomOptions.Section).Get<ControlRoomOptions>() ?? new();
            if (options.FindPortInUse() is { } taken)
                throw new InvalidOperationException(taken);
            await using var app = await BuildAsync(options, TimeProvider.System, stopping);
            await app.RunAsync(stopping);
            return 0;
        }
        catch (Exception e) when (e is InvalidOperationException or SitesFileException or IOException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    }

    /// <summary>The control room, ready to be started.</summary>
    /// <exception cref="InvalidOperationException">A setting or the data folder is wrong; the message says which and why.</exception>
    public static async Task<WebApplication> BuildAsync(ControlRoomOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options.FindFault() is { } fault)
            throw new InvalidOperationException(fault);
        var sites = options.Demo ? SitesFile.Load(options.Sites).Sites.Where(s => !s.Recordings || options.Recordings) : [];
        var folder = DataFolder.Open(options.Data, options.Demo);
        // The content root is where the program is, so that it runs from any working directory; its assets go by its own name, whoever hosts it.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ControlRoomApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls(options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries)).UseStaticWebAssets();
        if (options.HasHttps)
            builder.WebHost.ConfigureKestrel(k => k.ConfigureHttpsDefaults(h => h.ServerCertificate = ServerCertificate.Load(options, time)));
        builder.Services.AddSingleton(options).AddSingleton(time).AddSingleton(_ => folder).AddProblemDetails().AddOpenApi().AddHealthChecks();
        // The API speaks as the wire does: instants with a Z, states as words.
        builder.Services.ConfigureHttpJsonOptions(o => Array.ForEach<JsonConverter>([new InstantConverter(), new WordConverter<AlertState>()], o.SerializerOptions.Converters.Add));
        AddLogging(builder.Logging);
        // First, so that the silo is up before anything asks for a grain.
        builder.UseOrleans(silo => silo.UseLocalhostClustering(options.Cluster.SiloPort, options.Cluster.GatewayPort));
        AddSlices(builder.Services, options, [.. sites]);
        var app = builder.Build();
        await MigrateAndSeedAsync(app, options, time, cancellationToken);
        Map(app, options);
        return app;
    }

    /// <summary>One line an entry; of the libraries only what is wrong. A retry of theirs is no news: the slice that waits says so.</summary>
    private static void AddLogging(ILoggingBuilder logging) => logging.ClearProviders()
        .AddSimpleConsole(o => (o.SingleLine, o.TimestampFormat, o.UseUtcTimestamp) = (true, "HH:mm:ss ", true))
        .AddFilter(null, LogLevel.Warning).AddFilter("Solutions.Edge", LogLevel.Information).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
        .AddFilter("Polly", LogLevel.Error).AddFilter("Orleans", LogLevel.Error);

    private static void AddSlices(IServiceCollection services, ControlRoomOptions options, IReadOnlyList<SiteEntry> sites)
    {
        services.AddDatabase(options.Data, options.Database, options.Demo);
        services.AddSites(sites);
        services.AddDevices();
        services.AddReadings(options.Data, options.Readings);
        services.AddEvidence(options.Data, options.EvidenceDays);
        services.AddSingleton<Feed>();
        AddIntake(services, options);
        services.AddAlerts();
        services.AddOverview();
        services.AddShell();
    }

    /// <summary>Outside the demonstration nothing listens: devices have no keys yet.</summary>
    private static void AddIntake(IServiceCollection services, ControlRoomOptions options)
    {
        if (!options.Demo)
        {
            services.AddMqtt(_ => null);
            return;
        }
        services.AddIngest(options.Data);
        if (options.Mqtt.Url.Length > 0)
        {
            var external = new Uri(options.Mqtt.Url);
            services.AddMqtt(_ => new(external.Host, () => external.IsDefaultPort ? 1883 : external.Port, null));
            return;
        }
        services.AddBroker(options.Mqtt.Port);
        services.AddMqtt(s =>
        {
            var broker = s.GetRequiredService<EmbeddedBroker>();
            return new("127.0.0.1", () => broker.Port, broker.Identity, broker.TryDeliver);
        });
    }

    private static async Task MigrateAndSeedAsync(WebApplication app, ControlRoomOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var services = app.Services;
        await DatabaseMigration.MigrateAsync(
            services.GetRequiredService<IDbContextFactory<ControlRoomDb>>(), options.Data, time, services.GetRequiredService<ILogger<ControlRoomDb>>(), cancellationToken);
        if (options.Demo)
            await Demonstration.SeedAsync(services.GetRequiredService<SiteCatalog>(), services.GetRequiredService<Baselines>(),
                services.GetRequiredService<IReadingStore>(), time, app.Logger, cancellationToken);
    }

    private static void Map(WebApplication app, ControlRoomOptions options)
    {
        app.UseExceptionHandler();
        app.MapHealthChecks("/healthz");
        app.MapHealthChecks("/readyz");
        app.MapOpenApi("/openapi/v1.json");
        app.MapSites();
        app.MapDevices();
        app.MapReadings();
        app.MapAlerts();
        app.MapEvidence();
        app.MapOverview();
        app.MapShell();
        if (options.Demo)
            app.MapIngest();
    }
}
