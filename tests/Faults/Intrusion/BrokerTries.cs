using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Faults.Intrusion;

/// <summary>At the broker.</summary>
internal static class BrokerTries
{
    private const string Own = "street-one", Other = "home-one";

    public static IReadOnlyList<Try> All { get; } =
    [
        new("the broker without a certificate", room => ConnectsAsync(room, null, Own)),
        new("the broker with a certificate of another authority", async room =>
        {
            using var foreign = AttackingDevice.Foreign(Own);
            return await ConnectsAsync(room, foreign, Own);
        }),
        new("the broker with a revoked certificate", async room =>
        {
            using var revoked = await AttackingDevice.EnrolledAsync(room, Own);
            await room.Identities.RevokeAsync(Own, "test", CancellationToken.None);
            return await ConnectsAsync(room, revoked, Own);
        }),
        new("the control room's name with a device's certificate", async room =>
        {
            using var certificate = await AttackingDevice.EnrolledAsync(room, Own);
            using var client = await AttackingDevice.ConnectAsync(room, certificate, "control-room", password: "guessed");
            // A device is what its certificate says, whatever it calls itself.
            return client is null || !await AttackingDevice.PublishesAsync(client, Topics.DownCommand(Other)) ? null : "it speaks for the control room";
        }),
        AsDevice("another device's records", client => AttackingDevice.PublishesAsync(client, Topics.Up(Other, Streams.Noise))),
        AsDevice("a command of its own to another device", client => AttackingDevice.PublishesAsync(client, Topics.DownCommand(Other))),
        AsDevice("a retained command to itself", client => AttackingDevice.PublishesAsync(client, Topics.DownCommand(Own), retained: true)),
        AsDevice("an alert of its own", client => AttackingDevice.PublishesAsync(client, Topics.Alert("street", "a1"))),
        AsDevice("what is sent to another device", client => AttackingDevice.SubscribesAsync(client, Topics.EveryDown(Other))),
        AsDevice("everything that passes", client => AttackingDevice.SubscribesAsync(client, "#")),
        AsDevice("every device's records, by a shared subscription", client => AttackingDevice.SubscribesAsync(client, "$share/x/" + Topics.EveryUp)),
        new("TLS 1.1 at the broker", room => DeviceTries.AgreesAsync(room.MqttPort)),
    ];

    private static Try AsDevice(string name, Func<IMqttClient, Task<bool>> attempt) => new($"{name}, by a device's certificate", async room =>
    {
        using var certificate = await AttackingDevice.EnrolledAsync(room, Own);
        using var client = await AttackingDevice.ConnectAsync(room, certificate, Own);
        return client is null ? "could not be tried: the device's own certificate was refused" : await attempt(client) ? "the broker took it" : null;
    });

    private static async Task<string?> ConnectsAsync(AttackedRoom room, X509Certificate2? certificate, string id)
    {
        using var client = await AttackingDevice.ConnectAsync(room, certificate, id);
        return client is null ? null : "it was let in";
    }
}
