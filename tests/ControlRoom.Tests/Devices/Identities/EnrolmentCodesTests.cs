using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices.Identities;

namespace Solutions.Edge.ControlRoom.Tests.Devices.Identities;

public class EnrolmentCodesTests
{
    [Fact]
    public async Task A_code_serves_once()
    {
        using var issued = await IssuedIdentities.OpenAsync();
        var code = await issued.CodeAsync("lamp");
        Assert.Null(await RedeemAsync(issued, code));
        Assert.Contains("has been used", await RedeemAsync(issued, code), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_that_use_a_code_at_once_one_wins()
    {
        using var issued = await IssuedIdentities.OpenAsync();
        for (var round = 0; round < 10; round++)
        {
            var code = await issued.CodeAsync("lamp");
            var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RedeemAsync(issued, code))));
            Assert.Single(tries, t => t is null);
        }
    }

    [Fact]
    public async Task A_code_serves_for_half_an_hour()
    {
        using var issued = await IssuedIdentities.OpenAsync();
        var (first, second) = (await issued.CodeAsync("lamp"), await issued.CodeAsync("gate"));
        issued.Time.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        Assert.Null(await RedeemAsync(issued, first));
        issued.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("expired", await RedeemAsync(issued, second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_was_withdrawn_or_replaced_serves_no_more()
    {
        using var issued = await IssuedIdentities.OpenAsync();
        var replaced = await issued.CodeAsync("lamp");
        var withdrawn = await issued.CodeAsync("lamp");
        Assert.True(await issued.Codes.WithdrawAsync("lamp", TestContext.Current.CancellationToken));
        Assert.False(await issued.Codes.WithdrawAsync("lamp", TestContext.Current.CancellationToken));
        Assert.All([await RedeemAsync(issued, replaced), await RedeemAsync(issued, withdrawn)], refusal =>
            Assert.Contains("withdrawn", refusal, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_of_another_installation_is_not_known()
    {
        using var issued = await IssuedIdentities.OpenAsync();
        Assert.Contains("not of this control room", await RedeemAsync(issued, EnrolmentCode.New("localhost", 1, new byte[32])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_database_holds_no_secret()
    {
        using var issued = await IssuedIdentities.OpenAsync();
        var code = await issued.CodeAsync("lamp");
        await using var db = await issued.Databases.CreateDbContextAsync(TestContext.Current.CancellationToken);
        var row = await db.Set<EnrolmentCodeRow>().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(64, row.Digest.Length);
        Assert.DoesNotContain(code.Secret, row.Digest, StringComparison.Ordinal);
    }

    /// <returns>Why not; null = it served.</returns>
    private static async Task<string?> RedeemAsync(IssuedIdentities issued, EnrolmentCode code)
    {
        using var key = DeviceKey.New();
        return (await issued.Identities.EnrolAsync(IssuedIdentities.Ask(key, code.Secret), TestContext.Current.CancellationToken)).Refusal;
    }
}
