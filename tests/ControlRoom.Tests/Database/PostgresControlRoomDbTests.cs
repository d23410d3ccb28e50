using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Database;

public class PostgresControlRoomDbTests(PostgresEngine engine)
{
    private const string Local = "Host=127.0.0.1;Database=solutions;Username=solutions;Password=secret";

    [Theory]
    [InlineData("")]
    [InlineData(Local)]
    [InlineData("Host=/run/postgresql;Database=solutions")]
    [InlineData("Host=db.example;Database=solutions;SSL Mode=VerifyFull")]
    public void A_connection_string_that_can_be_is_taken(string text) => Assert.Null(PostgresConnection.FindFault(text));

    [Theory]
    [InlineData("postgresql://solutions:secret@127.0.0.1/solutions", "begins with postgresql://")]
    [InlineData("mysql://127.0.0.1", "begins with mysql://")]
    [InlineData("solutions.db", "does not read")]
    [InlineData(Local + ";Colour=blue", "colour")]
    [InlineData(Local + ";Port=many", "does not read")]
    [InlineData("Host=127.0.0.1;Password=secret", "no Database")]
    [InlineData("Database=solutions;Password=secret", "no Host")]
    [InlineData("Host=db.example;Database=solutions;Password=secret", "SSL Mode=VerifyFull")]
    [InlineData("Host=127.0.0.1,db.example;Database=solutions;SSL Mode=Require", "SSL Mode=VerifyFull")]
    public void One_that_cannot_be_is_refused_with_a_sentence_that_holds_no_password(string text, string says)
    {
        var fault = new ControlRoomOptions { Database = text }.FindFault();
        Assert.StartsWith("SOLUTIONS__DATABASE ", fault, StringComparison.Ordinal);
        Assert.Contains(says, fault, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secret", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Password", "\"a 'quoted; secret\"", "authentication failed")]
    [InlineData("Database", "street lamps 1", "does not exist")]
    public async Task What_the_server_refuses_is_named_at_once_and_without_the_password(string key, string right, string says)
    {
        var setting = await engine.SettingAsync();
        using var database = new TestDatabase(System.Text.RegularExpressions.Regex.Replace(setting, key + "=(\"[^\"]*\"|[^;]*)", key + "=nobody"));
        Assert.Contains(key + "=" + right[..5], setting, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(database.MigrateAsync);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demonstration_in_the_same_database_sees_and_touches_nothing_of_production()
    {
        var setting = await engine.SettingAsync();
        using var production = new TestDatabase(setting);
        using var demonstration = new TestDatabase(setting, demonstration: true);
        await production.MigrateAsync();
        await new AlertJournal(production.Databases, "spool").CommitAsync("street", 7, []);
        await demonstration.MigrateAsync();
        Assert.Null(await new AlertJournal(demonstration.Databases, "spool").PositionAsync("street"));
        Assert.Equal(7, await new AlertJournal(production.Databases, "spool").PositionAsync("street"));
    }

    [Fact]
    public async Task A_control_room_that_led_before_stores_no_alert_any_more()
    {
        var setting = await engine.SettingAsync();
        using var database = new TestDatabase(setting);
        await database.MigrateAsync();
        var before = await LeadAsync(setting);
        await before.BeginAsync(database.Databases, Cancel);
        var journal = new AlertJournal(database.Databases, "spool", before);
        await journal.CommitAsync("street", 7, []);

        await before.DisposeAsync();
        await using var after = await LeadAsync(setting);
        await after.BeginAsync(database.Databases, Cancel);
        await Assert.ThrowsAsync<InvalidOperationException>(() => journal.CommitAsync("street", 8, []));
        Assert.Equal(7, await journal.PositionAsync("street"));
        await new AlertJournal(database.Databases, "spool", after).CommitAsync("street", 9, []);
    }

    [Fact]
    public async Task One_leads_and_the_next_waits_until_it_is_let()
    {
        var setting = await engine.SettingAsync();
        var first = await LeadAsync(setting);
        var reasons = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var second = Leadership.TakeAsync(setting, demonstration: false, TimeProvider.System, reasons.Enqueue, Cancel);
        await Eventually.IsTrueAsync("a reason", () => Task.FromResult(!reasons.IsEmpty));
        Assert.Equal("another control room on its database works", Assert.Single(reasons));
        await using (await Leadership.TakeAsync(setting, demonstration: true, TimeProvider.System, reasons.Enqueue, Cancel))
            Assert.False(second.IsCompleted);
        await first.DisposeAsync();
        await using var leads = await second;
        Assert.False(leads.Lost.IsCancellationRequested);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<Leadership> LeadAsync(string setting) => Leadership.TakeAsync(setting, demonstration: false, TimeProvider.System, _ => { }, Cancel);
}
