using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Hooks;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Alerts;

public sealed class HooksOnSqliteTests() : HooksTests(new SqliteEngine());

public sealed class HooksOnPostgresTests(PostgresEngine engine) : HooksTests(engine);

/// <summary>Messages to other systems, from a real database to a real HTTP server.</summary>
public abstract class HooksTests(DatabaseEngine engine)
{
    private static readonly SiteEntry Alley = new() { Id = "alley", Name = "Alley", Type = SiteType.ALLEY, TimeZone = "Europe/London", Devices = [] };

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_arrive_signed_in_order_and_again_until_they_are_taken()
    {
        using var database = await engine.CreateAsync();
        await using var receiver = new Receiver();
        var settings = new HooksSettings { AllowPrivate = true };
        var book = new HookBook(database.Databases, settings, TimeProvider.System);
        var hook = (await book.AddAsync(receiver.Address, 2, "person 1", Stopping))!;
        using var client = new HookClient(settings, TimeProvider.System);
        using var worker = new HookWorker(book, client, new(new()), TimeProvider.System, NullLogger<HookWorker>.Instance);
        receiver.Refuses = 1;
        await worker.StartAsync(Stopping);
        worker.Offer(Alley, Raised("first", 1));
        worker.Offer(Alley, Raised("quiet", 3));
        worker.Offer(Alley, Raised("second", 2));
        await Eventually.IsTrueAsync("three posts", () => Task.FromResult(receiver.Posts.Count >= 3));
        var bodies = receiver.Posts.Select(p => JsonDocument.Parse(p.Body).RootElement).ToList();
        Assert.Equal(["first", "first", "second"], bodies.Select(b => b.GetProperty("alert").GetProperty("id").GetString()));
        Assert.Equal("raised", bodies[0].GetProperty("event").GetString());
        Assert.Equal(receiver.Posts.First().Delivery, receiver.Posts.ElementAt(1).Delivery);
        foreach (var (body, signature, _) in receiver.Posts)
            Assert.Equal(HookClient.Sign(hook.Secret, long.Parse(signature.Split(',')[0][2..], null), body), signature);
        await Eventually.IsTrueAsync("both taken", async () =>
            await book.ListAsync(Stopping) is [var (kept, waiting)] && (kept.Taken, waiting, kept.Fault) == (2, 0, null));
        await worker.StopAsync(Stopping);
    }

    [Fact]
    public async Task What_is_not_taken_waits_for_a_day_and_is_counted_as_given_up()
    {
        using var database = await engine.CreateAsync();
        var time = new FakeTimeProvider(new(2026, 11, 23, 23, 30, 0, TimeSpan.Zero));
        var book = new HookBook(database.Databases, new(), time);
        await book.AddAsync("https://tickets.example.org/alerts", 4, "person 1", Stopping);
        await book.KeepAsync(HookMessage.Of(Alley, Raised("first", 1))!, Stopping);
        await book.KeepAsync(HookMessage.Of(Alley, Raised("second", 1))!, Stopping);
        var first = Assert.Single(await book.DueAsync(Stopping)).Delivery;
        await book.SentAsync(first, "it answered 500", Stopping);
        Assert.Empty(await book.DueAsync(Stopping));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(first.Number, Assert.Single(await book.DueAsync(Stopping)).Delivery.Number);
        time.Advance(TimeSpan.FromHours(24));
        await book.SentAsync(first, "it answered 500", Stopping);
        var (hook, waiting) = Assert.Single(await book.ListAsync(Stopping));
        Assert.Equal((1, 1, "it answered 500"), (hook.GivenUp, waiting, hook.Fault));
        Assert.NotEqual(first.Number, Assert.Single(await book.DueAsync(Stopping)).Delivery.Number);
        Assert.True(await book.RemoveAsync(hook.Number, Stopping));
        Assert.Empty(await book.DueAsync(Stopping));
    }

    [Fact]
    public async Task No_private_address_is_reached_and_no_home_is_spoken_of()
    {
        await using var receiver = new Receiver();
        using var client = new HookClient(new(), TimeProvider.System);
        var hook = new Hook { Address = receiver.Address, Secret = "s", By = "person 1" };
        var why = await client.SendAsync(hook, new() { Subject = "", Body = "{}" }, Stopping);
        Assert.Contains("SOLUTIONS__HOOKS__ALLOWPRIVATE", why, StringComparison.Ordinal);
        Assert.Empty(receiver.Posts);
        var home = Alley with { Type = SiteType.HOME };
        Assert.Null(HookMessage.Of(home, Raised("first", 1)));
        var told = HookMessage.Of(home with { TellsHomeAlerts = true }, Raised("first", 1))!;
        Assert.DoesNotContain("Alley", told.Json + told.Subject + told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("bolt", told.Json + told.Subject + told.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://tickets.example.org", 3, "address")]
    [InlineData("mailto:nobody", 3, "address")]
    [InlineData("tickets.example.org", 3, "address")]
    [InlineData("https://tickets.example.org", 5, "leastPriority")]
    [InlineData("mailto:duty@example.org", 3, null)]
    [InlineData("https://tickets.example.org", 1, null)]
    public void An_address_is_looked_at_before_it_is_kept(string address, int least, string? field) =>
        Assert.Equal(field, new HookBook(null!, new(), TimeProvider.System).FindFault(address, least)?.Field);

    private static AlertChange Raised(string id, int priority) => new(
        new()
        {
            Id = id,
            Site = "alley",
            Code = "GATE-FORCED",
            Rule = "1",
            Parameters = "1",
            Source = new("north"),
            Devices = ["north"],
            Priority = priority,
            Why = "opened while the bolt reads thrown",
        },
        new() { Alert = id, Event = AlertEvent.Raised, Why = "", Rings = true });

    /// <summary>Takes what is posted, and refuses the first of it.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly HttpListener listener = new();
        private readonly Task serving;

        public Receiver()
        {
            Address = $"http://127.0.0.1:{FreePort.Take(1)[0]}/alerts/";
            listener.Prefixes.Add(Address);
            listener.Start();
            serving = ServeAsync();
        }

        public string Address { get; }

        public int Refuses { get; set; }

        public ConcurrentQueue<(string Body, string Signature, string Delivery)> Posts { get; } = new();

        public async ValueTask DisposeAsync()
        {
            listener.Close();
            await serving;
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var context = await listener.GetContextAsync();
                    using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                    var headers = context.Request.Headers;
                    Posts.Enqueue((await reader.ReadToEndAsync(), headers[HookClient.SignatureHeader]!, headers[HookClient.DeliveryHeader]!));
                    context.Response.StatusCode = Posts.Count <= Refuses ? 503 : 204;
                    context.Response.Close();
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // It was closed.
            }
        }
    }
}
