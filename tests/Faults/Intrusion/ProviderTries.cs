using System.Net;
using System.Net.Sockets;
using Solutions.Edge.ControlRoom;

namespace Solutions.Edge.Faults.Intrusion;

/// <summary>By way of the provider of OpenID Connect.</summary>
internal static class ProviderTries
{
    private static readonly string[] Within =
    [
        "https://169.254.169.254", "https://10.0.0.1", "https://172.16.0.1", "https://192.168.1.1", "https://127.0.0.1", "https://[::1]", "https://[fd00::1]",
        "https://[::ffff:169.254.169.254]", "http://provider.example",
    ];

    public static IReadOnlyList<Try> All { get; } =
    [
        new("a provider's address in a private network or at a cloud's metadata, or without https (nine spellings)", _ => Task.FromResult(
            Within.FirstOrDefault(address => new ControlRoomOptions { Oidc = new() { Authority = address, ClientId = "room" } }.FindFault()
                ?.StartsWith($"SOLUTIONS__OIDC__AUTHORITY is '{address}'", StringComparison.Ordinal) != true))),
        new("a provider's name that leads into the control room's own network", async room =>
        {
            using var listener = new TcpListener(IPAddress.Loopback, room.ProviderPort);
            listener.Start();
            using var visitor = room.Visit();
            using var answer = await visitor.GetAsync("/sign-in/provider");
            return listener.Pending() ? "it was asked" : answer.Headers.Location?.OriginalString == "/sign-in?refused=Silent" ? null
                : $"answered {(int)answer.StatusCode} {answer.Headers.Location}";
        }),
        new("an answer of the provider that was made up", async room =>
        {
            using var visitor = room.Visit();
            using var answer = await visitor.GetAsync("/sign-in/provider/answer?code=made-up&state=made-up");
            using var back = await visitor.GetAsync("/sign-in/provider/back?to=/people");
            return visitor.Cookie("solutions") is not null ? "a session began" : await SignInTries.ReachesAsync(visitor);
        }),
    ];
}
