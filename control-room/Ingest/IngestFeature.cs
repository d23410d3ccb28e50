using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Ingest;

internal static class IngestFeature
{
    /// <param name="services">Where it is put.</param>
    /// <param name="dataFolder">Of what is received.</param>
    /// <param name="hasSuccessor">True: another control room may go on without this folder, so that what is only in it is not acknowledged.</param>
    public static void AddIngest(this IServiceCollection services, string dataFolder, bool hasSuccessor)
    {
        services.AddSingleton<RejectedMessages>();
        services.AddSingleton(s => hasSuccessor ? OfSettled(s) : OfSpooled(s));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<UnknownVersions>(s, Path.Combine(dataFolder, "unknown-versions")));
        services.AddHostedService<UnknownVersionsReader>().AddSingleton<MqttIngest>().AddHostedService(s => s.GetRequiredService<MqttIngest>());
        services.AddHostedService(s => s.GetRequiredService<Acknowledger>());
        // Asked for at a message: its acknowledger needs the connection, which needs the subscriptions.
        services.AddSingleton(s => new MqttSubscription(Topics.EveryUp,
            (topic, payload, stopping) => s.GetRequiredService<MqttIngest>().TakeAsync(topic, payload, stopping)));
    }

    private static Acknowledger OfSpooled(IServiceProvider services)
    {
        var (spool, unknown) = (services.GetRequiredService<RecordSpool>(), services.GetRequiredService<UnknownVersions>());
        return Create(services, (device, boot, stream) => Both(spool.Acknowledge(device, boot, stream), unknown.Acknowledge(device, boot, stream)));
    }

    private static Acknowledger OfSettled(IServiceProvider services)
    {
        var settled = services.GetRequiredService<SettledRecords>();
        var acknowledger = Create(services, (device, boot, stream) => Both(settled.Of(device, boot, stream), null));
        settled.Settled += acknowledger.HasNews;
        services.GetRequiredService<UnknownVersions>().OnDisk += settled.Follow;
        return acknowledger;
    }

    private static Acknowledger Create(IServiceProvider services, Func<string, string, string, Acknowledgement[]> kept) =>
        ActivatorUtilities.CreateInstance<Acknowledger>(services, kept);

    private static Acknowledgement[] Both(Acknowledgement? one, Acknowledgement? other) => (one, other) switch
    {
        (null, null) => [],
        (null, _) => [other],
        (_, null) => [one],
        _ => [one, other],
    };

    public static void MapIngest(this IEndpointRouteBuilder routes)
    {
        IngestMeters.Add(routes.ServiceProvider);
        routes.MapGet("/api/v1/rejected", (RejectedMessages rejected, UnknownVersions unknown) =>
            new { count = rejected.Count, items = rejected.Latest, unknownVersions = unknown.Counts, unknownDropped = unknown.Dropped })
            .Needs(Right.SeeRejected)
            .WithSummary("What was refused lately, newest first, with the reason; "
                + "and what is kept because its stream or schema version is not known here, and how much of that was given up.");
    }
}
