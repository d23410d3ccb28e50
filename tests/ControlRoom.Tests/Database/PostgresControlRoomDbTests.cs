using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Database;

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
    public async Task What_the_server_refuses_is_told_at_once_and_without_the_password(string key, string right, string says)
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
}
