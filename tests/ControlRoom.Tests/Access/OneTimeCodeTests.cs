using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Tests.Http;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Access;

public class OneTimeCodeTests
{
    [Fact]
    public async Task A_code_signs_in_once_and_the_next_one_does_again()
    {
        await using var room = await InstalledRoom.StartAsync();
        var (key, now) = (await room.AddPersonAsync("olive", Roles.Operator), TimeProvider.System.GetUtcNow());
        var code = Authenticator.Code(key, now);
        Assert.True(await SignsInAsync(room, code));
        Assert.False(await SignsInAsync(room, code));
        Assert.True(await SignsInAsync(room, Authenticator.Code(key, now.AddSeconds(30))));
        Assert.False(await SignsInAsync(room, code));
    }

    [Fact]
    public async Task Of_several_that_give_one_code_at_once_one_is_taken()
    {
        await using var room = await InstalledRoom.StartAsync();
        var code = Authenticator.Code(await room.AddPersonAsync("olive", Roles.Operator));
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => VerifyAsync(room, code))));
        Assert.Equal(1, taken.Count(t => t));
    }

    [Fact]
    public async Task What_was_used_is_kept_for_as_long_as_it_could_be_taken_again_and_no_longer()
    {
        await using var room = await InstalledRoom.StartAsync();
        var (key, now) = (await room.AddPersonAsync("olive", Roles.Operator), TimeProvider.System.GetUtcNow());
        await using (var db = await room.Get<IDbContextFactory<ControlRoomDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            db.Add(new IdentityUserToken<long>
            {
                UserId = 1,
                LoginProvider = "used codes",
                Name = "codes",
                Value = $"123@{now.AddMinutes(-6).ToUnixTimeSeconds()} 456@{now.AddMinutes(-2).ToUnixTimeSeconds()}",
            });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var code = Authenticator.Code(key, now);
        Assert.True(await VerifyAsync(room, code));
        await using var after = await room.Get<IDbContextFactory<ControlRoomDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var kept = await after.Set<IdentityUserToken<long>>().SingleAsync(t => t.LoginProvider == "used codes", TestContext.Current.CancellationToken);
        Assert.Equal(["456", int.Parse(code, null).ToString("0", null)], kept.Value!.Split(' ').Select(u => u.Split('@')[0]));
    }

    private static async Task<bool> SignsInAsync(InstalledRoom room, string code)
    {
        using var visitor = room.Visit(room.Http);
        using var first = await visitor.SubmitAsync("/sign-in", "sign-in", ("Given.Name", "olive"), ("Given.Password", InstalledRoom.Password));
        using var second = await visitor.SubmitAsync("/sign-in/code", "code", ("Given.Code", code));
        return visitor.Cookie("solutions") is not null;
    }

    private static async Task<bool> VerifyAsync(InstalledRoom room, string code)
    {
        await using var scope = room.Get<IServiceScopeFactory>().CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = await accounts.FindByNameAsync("olive");
        return await accounts.VerifyTwoFactorTokenAsync(person!, TokenOptions.DefaultAuthenticatorProvider, code);
    }
}
