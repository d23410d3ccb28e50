using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Installation;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Hooks;
using Solutions.Edge.ControlRoom.Alerts.Parameters;
using Solutions.Edge.ControlRoom.Backup;
using Solutions.Edge.ControlRoom.Broker;
using Solutions.Edge.ControlRoom.Cases;
using Solutions.Edge.ControlRoom.Cases.Packs;
using Solutions.Edge.ControlRoom.Cases.Sessions;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Devices;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.ControlRoom.Devices.Identities;
using Solutions.Edge.ControlRoom.Devices.Visits;
using Solutions.Edge.ControlRoom.Devices.WalkTests;
using Solutions.Edge.ControlRoom.Evidence;
using Solutions.Edge.ControlRoom.Health;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.ControlRoom.Ingest;
using Solutions.Edge.ControlRoom.Live;
using Solutions.Edge.ControlRoom.Mail;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.ControlRoom.Overview;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Seals;
using Solutions.Edge.ControlRoom.Shell;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom;

/// <summary>Puts the slices together.</summary>
internal static class ControlRoomApp
{
    /// <summary>Returned when a service of its own has failed: whatever starts control rooms must see that this one did not want to end.</summary>
    private const int Failed = 4;

    /// <returns>0; 2 if the settings or the data folder keep it from starting; 3 if it led and another does now; 4 if a part of it has failed.</returns>
    public static async Task<int> RunAsync(CancellationToken stopping)
    {
        try
        {
            var options = ControlRoomOptions.Read();
            if (options.FindPortInUse() is { } taken)
                throw new InvalidOperationException(taken);
            await using var lead = options.Cluster.Standby ? await StandBy.UntilItLeadsAsync(options, TimeProvider.System, stopping) : null;
            await using var app = await BuildAsync(options, TimeProvider.System, stopping, lead);
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(stopping, lead?.Lost ?? default);
            var code = await RunAsync(app, ends.Token);
            lead?.Lost.ThrowIfCancellationRequested();
            return code;
        }
        catch (OperationCanceledException)
        {
            if (stopping.IsCancellationRequested)
                return 0;
            await Console.Error.WriteLineAsync("The database has let this control room go, so that another may lead; start it again and it stands by.");
            return 3;
        }
        catch (Exception e) when (e is InvalidOperationException or SitesFileException or IOException or UnauthorizedAccessException or DbException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    }

    /// <summary>Runs it until it is stopped, or a service of it fails.</summary>
    /// <returns>0; 4 if one has failed.</returns>
    public static async Task<int> RunAsync(IHost app, CancellationToken stopping)
    {
        var failed = false;
        var services = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
        // The host stops when a service has failed, and keeps that to itself. What ends after this moment was asked to.
        app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => failed =
            services.Exists(s => s.ExecuteTask is { IsFaulted: true } || (s.ExecuteTask is { IsCanceled: true } && !stopping.IsCancellationRequested)));
        await app.RunAsync(stopping);
        return failed ? Failed : 0;
    }

    /// <summary>The control room, ready to be started.</summary>
    /// <exception cref="InvalidOperationException">A setting or the data folder is wrong; the message says which and why.</exception>
    public static async Task<WebApplication> BuildAsync(ControlRoomOptions options, TimeProvider time, CancellationToken cancellationToken,
        Leadership? lead = null)
    {
        var (sites, folder) = Open(options);
        // The content root is where the program is, so that it runs from any working directory; its assets go by its own name, whoever hosts it.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ControlRoomApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
        // Run as built, the files would be read and compressed anew, and asked for again, at every request: for who edits them while it runs.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        var devices = new DevicePort(() => options.DeviceHost, options.Devices.Port, options.Mqtt.TlsPort, options.Demo);
        var certificate = PeoplePort.Listen(builder, options, time);
        builder.WebHost.ConfigureKestrel(devices.Listen);
        if (certificate is not null)
            builder.Services.AddSingleton(certificate);
        builder.Services.AddSingleton(options).AddSingleton(time).AddSingleton(_ => folder)
            .AddProblemDetails(o => o.CustomizeProblemDetails = RejectedRequests.Note).AddOpenApi();
        builder.Services.ConfigureHttpJsonOptions(o => Array.ForEach(ApiWords.Converters, o.SerializerOptions.Converters.Add));
        AddLogging(builder.Logging);
        // Before the slices, so that it stops after what asks for grains. At the start these wait for it.
        builder.UseOrleans(silo => silo.UseLocalhostClustering(options.Cluster.SiloPort, options.Cluster.GatewayPort));
        AddSlices(builder.Services, options, devices, lead);
        var app = builder.Build();
        await MigrateAndSeedAsync(app, options, sites, time, lead, cancellationToken);
        Map(app, options);
        return app;
    }

    /// <summary>The file that fills the demonstration's catalogue, and the data folder held.</summary>
    /// <exception cref="InvalidOperationException">A setting or the data folder is wrong; the message says which and why.</exception>
    public static (SitesFile? Sites, IDisposable Folder) Open(ControlRoomOptions options)
    {
        if (options.FindFault() is { } fault)
            throw new InvalidOperationException(fault);
        return (options.Demo ? SitesFile.Load(options.Sites) : null, DataFolder.Open(options.Data, options.Demo));
    }

    /// <summary>One line an entry; of the libraries only what is wrong. A retry of theirs is no news: the slice that waits says so.</summary>
    public static void AddLogging(ILoggingBuilder logging) => logging.ClearProviders()
        .AddSimpleConsole(o => (o.SingleLine, o.TimestampFormat, o.UseUtcTimestamp) = (true, "HH:mm:ss ", true))
        .AddFilter(null, LogLevel.Warning).AddFilter("Solutions.Edge", LogLevel.Information).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
        .AddFilter("Polly", LogLevel.Error).AddFilter("Orleans", LogLevel.Error)
        // That the keys are not sealed by a certificate: they lie in the key folder, which is this user's alone.
        .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
        // A refusal is in the audit.
        .AddFilter(typeof(TokenHandler).FullName, LogLevel.Warning)
        // The devices' port says it itself, with the reason.
        .AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.Error)
        // /readyz says it to those that ask, and the slice that fails says it once.
        .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);

    private static void AddSlices(IServiceCollection services, ControlRoomOptions options, DevicePort devices, Leadership? lead)
    {
        services.AddDatabase(options.Data, options.Database, options.Demo);
        services.AddAccess(options.Data, options.KeyFolder, options.Demo, options.Oidc);
        services.AddSingleton<ChosenSettings>();
        services.AddSites(options.Recordings);
        services.AddDevices();
        services.AddIdentities(options.KeyFolder, options.Demo, devices);
        services.AddWalkTests();
        services.AddSpool(options.Data, (s, device) => s.GetRequiredService<SiteCatalog>().SiteOf(device) is not null, options.Cluster.Standby);
        services.AddReadings(options.Data, options.Readings);
        services.AddSeals(options.Data, options.Seals, options.Readings, options.Demo);
        services.AddEvidence(options.Data, () => options.EvidenceDays);
        services.AddSingleton<Feed>();
        services.AddHealth(options.Ping, options.PingPrivate);
        services.AddBackup(options.Data, options.KeyFolder, options.Backup);
        AddIntake(services, options);
        services.AddMail(options.Mail);
        services.AddAlerts(lead);
        services.AddHooks(options.Hooks);
        services.AddCases(options.Packs, options.Data, options.KeyFolder, options.Demo);
        services.AddSessions(Path.GetFullPath(Path.Combine(options.Data, PackFolder.Name)), options.KeyFolder, options.Demo);
        if (options.Demo)
            services.AddHostedService<SeededNights>();
        services.AddOverview();
        services.AddShell();
    }

    /// <summary>MQTT over TLS, by the broker within or another one; in the demonstration also plain, on loopback.</summary>
    private static void AddIntake(IServiceCollection services, ControlRoomOptions options)
    {
        services.AddIngest(options.Data, options.Cluster.Standby);
        if (options.Mqtt.Url.Length > 0)
        {
            var external = new Uri(options.Mqtt.Url);
            var isPlain = external.Scheme == "mqtt";
            services.AddMqtt(s => new(external.Host, () => external.IsDefaultPort ? (isPlain ? 1883 : 8883) : external.Port, null, Devices(s),
                Tls: isPlain ? null : Trust(s)));
            return;
        }
        services.AddBroker(options.Demo ? options.Mqtt.Port : null, new(
            options.Demo ? IPAddress.Loopback : Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, options.Mqtt.TlsPort));
        services.AddMqtt(s =>
        {
            var broker = s.GetRequiredService<EmbeddedBroker>();
            return new("127.0.0.1", () => options.Demo ? broker.Port : broker.TlsPort, broker.Identity, Devices(s), broker.TryDeliver,
                options.Demo ? null : Trust(s));
        });

        static BrokerTrust Trust(IServiceProvider services) => services.GetRequiredService<DeviceAuthority>() is var authority
            ? new(() => authority.Client, () => authority.Believed) : null!;

        static Func<int> Devices(IServiceProvider services) =>
            () => services.GetRequiredService<SiteCatalog>().Sites.Sum(site => site.Devices.Count);
    }

    private static async Task MigrateAndSeedAsync(
        WebApplication app, ControlRoomOptions options, SitesFile? sites, TimeProvider time, Leadership? lead, CancellationToken cancellationToken)
    {
        var services = app.Services;
        var databases = services.GetRequiredService<IDbContextFactory<ControlRoomDb>>();
        await DatabaseMigration.MigrateAsync(databases, options.Data, time, services.GetRequiredService<ILogger<ControlRoomDb>>(), cancellationToken);
        if (lead is not null)
            await lead.BeginAsync(databases, cancellationToken);
        await services.GetRequiredService<ChosenSettings>().OpenAsync(cancellationToken);
        if (services.GetService<ServerCertificate>()?.Root is { } root)
            ShellLog.OwnAuthority(services.GetRequiredService<ILogger<ServerCertificate>>(), root.GetCertHashString(HashAlgorithmName.SHA256));
        if (await services.OpenAccessAsync(cancellationToken))
            AccessLog.SetUp(app.Logger, options.Urls.Split(';')[0], services.GetRequiredService<SetUpCode>().Renew());
        await services.GetRequiredService<SiteStore>().OpenAsync(sites, cancellationToken);
        await services.GetRequiredService<SiteParameters>().OpenAsync(cancellationToken);
        await services.GetRequiredService<DeviceIdentities>().OpenAsync(cancellationToken);
        await services.GetRequiredService<VisitBook>().OpenAsync(cancellationToken);
        await services.GetRequiredService<EvidenceSessions>().RefreshAsync(cancellationToken);
        if (options.Demo)
        {
            await Demonstration.SeedAsync(
                services.GetRequiredService<SiteCatalog>(), services.GetRequiredService<IReadingStore>(), time, app.Logger, cancellationToken);
            await SeededCase.SeedAsync(services, time, cancellationToken);
        }
    }

    private static void Map(WebApplication app, ControlRoomOptions options)
    {
        app.UseRequestChecks(() => options.HostNames, options.Proxies, options.Demo);
        app.UseDevicesPort(options.Demo);
        app.UseAccess();
        app.MapAccess();
        app.MapSecurityText(() => options.SecurityContact);
        app.MapHealth();
        app.MapOpenApi("/openapi/v1.json").Needs(Right.OwnAccount);
        app.MapSites();
        app.MapDevices();
        app.MapIdentities();
        app.MapWalkTests();
        app.MapReadings();
        app.MapSeals();
        app.MapAlerts();
        app.MapEvidence();
        app.MapBackup();
        app.MapCases();
        app.MapOverview();
        app.MapShell();
        app.MapIngest();
        app.Services.AddBrokerMeters();
    }
}
