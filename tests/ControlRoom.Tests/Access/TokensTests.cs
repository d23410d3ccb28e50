using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Tests.Access;

public sealed class TokensTests : IAsyncLifetime
{
    private readonly TestDatabase database = new("");
    private readonly FakeTimeProvider time = new(new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
    private Tokens tokens = null!;

    public async ValueTask InitializeAsync()
    {
        await database.MigrateAsync();
        tokens = new(database.Databases, time);
    }

    public ValueTask DisposeAsync()
    {
        database.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_token_is_believed_until_its_last_day_and_its_use_is_noted()
    {
        var (token, row, fault) = await tokens.MakeAsync("a script", Roles.Operator, 2, Caller.Nobody);
        Assert.Null(fault);
        Assert.Equal(Roles.Operator, (await tokens.FindAsync(token!))?.Roles);
        Assert.Equal(time.GetUtcNow().ToUnixTimeMilliseconds(), Assert.Single(await tokens.ListAsync(TestContext.Current.CancellationToken)).UsedMs);
        Assert.Null(await tokens.FindAsync(token + "x"));
        Assert.Null(await tokens.FindAsync(row!.Hash));
        time.Advance(TimeSpan.FromDays(2));
        Assert.Null(await tokens.FindAsync(token!));
    }

    [Fact]
    public async Task The_token_itself_is_stored_nowhere()
    {
        var (token, _, _) = await tokens.MakeAsync("a script", Roles.Operator, 2, Caller.Nobody);
        await using var db = await database.Databases.CreateDbContextAsync(TestContext.Current.CancellationToken);
        var row = await db.Set<TokenRow>().SingleAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(token!["solutions_".Length..], System.Text.Json.JsonSerializer.Serialize(row), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_was_taken_back_is_believed_no_more()
    {
        var (token, row, _) = await tokens.MakeAsync("a script", Roles.Operator, 2, Caller.Nobody);
        Assert.True(await tokens.RevokeAsync(row!.Number));
        Assert.False(await tokens.RevokeAsync(row.Number));
        Assert.Null(await tokens.FindAsync(token!));
    }

    [Fact]
    public async Task It_ends_with_the_account_that_made_it()
    {
        var person = new Person { UserName = "admin", NormalizedUserName = "ADMIN", Roles = Roles.Administrator };
        await ChangeAsync(db => db.Add(person));
        var (token, _, _) = await tokens.MakeAsync("a script", Roles.Operator, 2, Caller.Of(person));
        Assert.NotNull(await tokens.FindAsync(token!));
        await ChangeAsync(db => db.Set<Person>().Single().DisabledMs = 1);
        Assert.Null(await tokens.FindAsync(token!));
    }

    [Theory]
    [InlineData("", 1, "name has 0 characters; it must have 1 to 100")]
    [InlineData("a script", 0, "days is 0; it must be 1 to 366")]
    [InlineData("a script", 367, "days is 367; it must be 1 to 366")]
    public async Task What_cannot_be_is_refused_with_what_would_be_right(string name, int days, string says) =>
        Assert.StartsWith(says, (await tokens.MakeAsync(name, Roles.Operator, days, Caller.Nobody)).Fault, StringComparison.Ordinal);

    private async Task ChangeAsync(Action<DbContext> change)
    {
        await using var db = await database.Databases.CreateDbContextAsync(TestContext.Current.CancellationToken);
        change(db);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
