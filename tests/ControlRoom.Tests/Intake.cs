using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Broker;
using Solutions.Edge.ControlRoom.Devices;
using Solutions.Edge.ControlRoom.Ingest;
using Solutions.Edge.ControlRoom.Live;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests;

/// <summary>The control room from broker to reading store in this process, with a real web server, without rules. A logged error fails the test.</summary>
internal sealed class Intake : IAsyncDisposable
{
    private readonly TemporaryFolder? folder;
    private readonly Errors errors = new();
    private readonly WebApplication app;

    private Intake(int? externalBroker, string? data, SiteEntry[] sites)
    {
        folder = data is null ? new() : null;
        data ??= folder!.Path;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(errors);
        var services = builder.Services;
        // Nobody signs in here: every request may everything.
        services.Configure<RouteOptions>(o => o.SuppressCheckForUnhandledSecurityMetadata = true);
        services.AddSingleton(TimeProvider.System).AddSingleton<Feed>().AddProblemDetails();
        services.AddSingleton(new SiteCatalog(sites));
        services.AddDevices();
        services.AddSpool(data, (s, device) => s.GetRequiredService<SiteCatalog>().SiteOf(device) is not null);
        services.AddReadings(data, new());
        services.AddIngest(data, hasSuccessor: false);
        if (externalBroker is null)
            services.AddBroker(0);
        services.AddMqtt(s => externalBroker is { } port ? new("127.0.0.1", () => port, null, () => 1)
            : new("127.0.0.1", () => s.GetRequiredService<EmbeddedBroker>().Port, s.GetRequiredService<EmbeddedBroker>().Identity, () => 1,
                s.GetRequiredService<EmbeddedBroker>().TryDeliver));
        app = builder.Build();
        app.Use((context, next) =>
        {
            context.User = new(new Caller("test", null, "", Roles.All).ToIdentity("test"));
            return next(context);
        });
        app.MapReadings();
        app.MapIngest();
    }

    public HttpClient Http { get; private set; } = null!;

    public int BrokerPort => app.Services.GetRequiredService<EmbeddedBroker>().Port;

    public RecordSpool Spool => app.Services.GetRequiredService<RecordSpool>();

    public IReadingStore Store => app.Services.GetRequiredService<IReadingStore>();

    /// <param name="externalBroker">A broker's port; null = the embedded one.</param>
    /// <param name="data">A data folder that outlives it; null = its own.</param>
    /// <param name="sites">The sites.</param>
    public static async Task<Intake> StartAsync(int? externalBroker = null, string? data = null, params SiteEntry[] sites)
    {
        var intake = new Intake(externalBroker, data, sites);
        await intake.app.StartAsync();
        intake.Http = new() { BaseAddress = new(intake.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        var mqtt = intake.app.Services.GetRequiredService<MqttConnection>();
        await Eventually.IsTrueAsync("connection to the broker", () => Task.FromResult(mqtt.ConnectedSince is not null));
        return intake;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        folder?.Dispose();
        Assert.Empty(errors.Messages);
    }

    private sealed class Errors : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Messages { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Messages.Enqueue(formatter(state, exception) + exception);
        }

        public void Dispose()
        {
        }
    }
}
