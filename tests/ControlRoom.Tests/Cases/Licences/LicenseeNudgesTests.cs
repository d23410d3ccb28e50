using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Cases.Licences;
using Solutions.Edge.ControlRoom.Mail;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Tests.Cases.Assessments;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Licences;

/// <summary>A venue's levels become a message at a mail server, and entries of the audit that state what came of it.</summary>
public class LicenseeNudgesTests
{
    private static readonly CancellationToken Stopping = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_licensee_gets_one_message_and_a_drop_is_entered()
    {
        using var folder = new TemporaryFolder();
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var ports = FreePort.Take(5);
        await using var app = await ControlRoomApp.BuildAsync(new()
        {
            Urls = $"http://127.0.0.1:{ports[0]}",
            Data = Path.Combine(folder.Path, "data"),
            Mqtt = new() { TlsPort = ports[3] },
            Devices = new() { Port = ports[4] },
            Cluster = new() { SiloPort = ports[1], GatewayPort = ports[2] },
            Mail = new() { Host = "127.0.0.1", Port = ((IPEndPoint)server.LocalEndpoint).Port, From = "room@example.org", Tls = false },
        }, TimeProvider.System, CancellationToken.None);
        await app.StartAsync(Stopping);
        await app.Services.GetRequiredService<SiteStore>().PutAsync(new()
        {
            Id = "bar",
            Name = "The Bar",
            Type = SiteType.VENUE,
            TimeZone = "Europe/London",
            Licence = new() { Text = "Quiet after eleven", LimitDb = 52, Licensee = "licensee@example.org" },
            Devices = [new() { Id = "door", Name = "Door", Sound = new() }],
        }, Stopping);
        // 15 minutes of 51.5 dB, six more of them, then five of 45.
        await app.Services.GetRequiredService<IReadingStore>().ImportAsync([.. Enumerable.Range(0, 26).Select(n => new StoredRecord("door",
            AssessedNights.Minute(0, n < 21 ? 51.5 : 45) with { Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f", Seq = n + 1, T = Start.AddMinutes(n) }))], Stopping);
        var (nudges, audit) = (app.Services.GetRequiredService<LicenseeNudges>(), app.Services.GetRequiredService<AuditLog>());

        // Of the first ten minutes too little is known of the period.
        await nudges.LookAsync(Start.AddMinutes(10).AddSeconds(30), Stopping);
        Assert.Empty(await OutcomesAsync());
        var message = TakeMessageAsync(server);
        await nudges.LookAsync(Start.AddMinutes(15).AddSeconds(30), Stopping);
        var text = await message;
        Assert.Contains("RCPT TO:<licensee@example.org>", text, StringComparison.Ordinal);
        Assert.Contains("is 51.5 dB. The figure of your licence condition is 52.0 dB", text.Replace("=\r\n", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
        for (var minute = 16; minute <= 26; minute++)
            await nudges.LookAsync(Start.AddMinutes(minute).AddSeconds(30), Stopping);
        Assert.Equal(["sent", "the level dropped within 15 minutes"], await OutcomesAsync());
        await app.StopAsync(Stopping);

        async Task<IEnumerable<string>> OutcomesAsync() =>
            (await audit.FindAsync(LicenseeNudges.Act, null, 10, Stopping)).Where(a => a.Subject == "bar").Reverse().Select(a => a.Detail);
    }

    [Fact]
    public async Task What_could_not_be_sent_says_why()
    {
        Assert.Equal("SOLUTIONS__MAIL__HOST is not set", await new PlainMail(new()).SendAsync("a@example.org", "s", "t", Stopping));
        var mail = new PlainMail(new() { Host = "127.0.0.1", Port = FreePort.Take(1)[0], From = "room@example.org", Tls = false });
        Assert.StartsWith("the mail server did not take it: ", await mail.SendAsync("a@example.org", "s", "t", Stopping), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_cannot_be_are_named()
    {
        Assert.Null(new MailSettings().FindFault());
        Assert.Null(new MailSettings { Host = "mail.example.org", From = "room@example.org" }.FindFault());
        Assert.Equal("SOLUTIONS__MAIL__PORT is 0; it must be 1 to 65535.", new MailSettings { Host = "m", From = "a@b.org", Port = 0 }.FindFault());
        Assert.Equal("SOLUTIONS__MAIL__FROM is 'room'; it must be an e-mail address.", new MailSettings { Host = "m", From = "room" }.FindFault());
        Assert.StartsWith("SOLUTIONS__MAIL__TLS is false", new MailSettings { Host = "m", From = "a@b.org", Tls = false }.FindFault(),
            StringComparison.Ordinal);
        Assert.Equal("licensee is 'x'; it must be an e-mail address",
            new LicenceCondition { Text = "t", LimitDb = 50, Licensee = "x" }.FindFault());
    }

    /// <summary>What one client says to a server that takes everything.</summary>
    private static async Task<string> TakeMessageAsync(TcpListener server)
    {
        using var client = await server.AcceptTcpClientAsync(Stopping);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
        var (said, isText) = (new List<string>(), false);
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(Stopping) is { } line)
        {
            said.Add(line);
            if (isText && line != ".")
                continue;
            isText = line == "DATA";
            await writer.WriteLineAsync(isText ? "354 go on" : line == "QUIT" ? "221 bye" : "250 ok");
            if (line is "." or "QUIT")
                break;
        }
        return string.Join("\r\n", said);
    }
}
