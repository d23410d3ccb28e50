using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.ControlRoom.Devices.Identities;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Devices.Identities;

public class DeviceIdentitiesTests
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_device_is_known_by_the_certificate_that_it_was_given_also_after_a_restart()
    {
        using var issued = await IssuedIdentities.OpenAsync();
        using var certificate = await issued.EnrolAsync("lamp");
        Assert.Equal(new("lamp", null), issued.Judge.Judge(certificate));
        Assert.Equal(new("lamp", null), new DeviceJudge(issued.Authority, await issued.ReadAgainAsync(), issued.Time).Judge(certificate));
        Assert.Equal(DeviceAuthority.ControlRoom, issued.Judge.Judge(issued.Authority.Client).Device);
    }

    [Fact]
    public async Task No_certificate_a_foreign_one_and_one_that_was_never_issued_are_refused_each_with_its_reason()
    {
        using var issued = await IssuedIdentities.OpenAsync();
        using var other = await IssuedIdentities.OpenAsync();
        using var foreign = await other.EnrolAsync("lamp");
        using var key = DeviceKey.New();
        using var unknown = issued.Authority.SignConnection("lamp", new(key));
        Assert.Contains("no certificate", issued.Judge.Judge(null).Refusal, StringComparison.Ordinal);
        Assert.Contains("not of this control room", issued.Judge.Judge(foreign).Refusal, StringComparison.Ordinal);
        Assert.Contains("not known here", issued.Judge.Judge(unknown).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_expired_up_to_90_days_ago_may_renew_and_nothing_else()
    {
        using var issued = await IssuedIdentities.OpenAsync();
        using var certificate = await issued.EnrolAsync("lamp");
        issued.Time.Advance(TimeSpan.FromDays(365) - TimeSpan.FromMinutes(1));
        Assert.Equal("lamp", issued.Judge.Judge(certificate).Device);
        issued.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("expired", issued.Judge.Judge(certificate).Refusal, StringComparison.Ordinal);
        Assert.Equal("lamp", issued.Judge.Judge(certificate, renews: true).Device);
        issued.Time.Advance(TimeSpan.FromDays(90) - TimeSpan.FromMinutes(1));
        Assert.Equal("lamp", issued.Judge.Judge(certificate, renews: true).Device);
        issued.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("over 90 days", issued.Judge.Judge(certificate, renews: true).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_renewal_both_certificates_serve_for_the_answer_may_have_been_lost()
    {
        using var issued = await IssuedIdentities.OpenAsync();
        using var before = await issued.EnrolAsync("lamp");
        using var key = DeviceKey.New();
        var answer = await issued.Identities.RenewAsync("lamp", IssuedIdentities.Ask(key, null), Stopping);
        using var after = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(answer.Tls);
        Assert.Equal("lamp", issued.Judge.Judge(before).Device);
        Assert.Equal("lamp", issued.Judge.Judge(after).Device);
    }

    [Fact]
    public async Task A_device_that_is_revoked_is_cut_off_at_once_refused_and_not_taken_from()
    {
        using var issued = await IssuedIdentities.OpenAsync();
        using var certificate = await issued.EnrolAsync("lamp");
        using var stays = await issued.EnrolAsync("gate");
        var cut = new List<string>();
        issued.Standing.Barred += cut.Add;
        Assert.True(await issued.Identities.RevokeAsync("lamp", "stolen", Stopping));
        Assert.False(await issued.Identities.RevokeAsync("lamp", "again", Stopping));
        Assert.Equal(["lamp"], cut);
        Assert.Contains("revoked (stolen)", issued.Judge.Judge(certificate, renews: true).Refusal, StringComparison.Ordinal);
        Assert.False(issued.Standing.MayReport("lamp"));
        Assert.True(issued.Standing.MayReport("gate") && issued.Standing.MayReport("never-enrolled"));
        Assert.Equal(1, issued.Standing.Refused);
        Assert.False((await issued.ReadAgainAsync()).MayReport("lamp"));
    }

    [Fact]
    public async Task Enrolled_anew_the_certificate_before_is_over()
    {
        using var issued = await IssuedIdentities.OpenAsync();
        using var lost = await issued.EnrolAsync("lamp");
        using var now = await issued.EnrolAsync("lamp");
        Assert.Contains("enrolled anew", issued.Judge.Judge(lost).Refusal, StringComparison.Ordinal);
        Assert.Equal("lamp", issued.Judge.Judge(now).Device);
        Assert.True(issued.Standing.MayReport("lamp"));
    }

    [Fact]
    public async Task A_code_of_another_device_than_the_asker_takes_itself_for_is_refused_and_stays_open()
    {
        using var issued = await IssuedIdentities.OpenAsync();
        var code = await issued.CodeAsync("lamp");
        using var key = DeviceKey.New();
        var (_, refusal) = await issued.Identities.EnrolAsync(IssuedIdentities.Ask(key, code.Secret, "gate"), Stopping);
        Assert.Contains("it was not used", refusal, StringComparison.Ordinal);
        Assert.NotNull((await issued.Identities.EnrolAsync(IssuedIdentities.Ask(key, code.Secret, "lamp"), Stopping)).Answer);
    }

    [Fact]
    public async Task A_request_that_does_not_read_costs_no_code()
    {
        using var issued = await IssuedIdentities.OpenAsync();
        var code = await issued.CodeAsync("lamp");
        using var key = DeviceKey.New();
        await Assert.ThrowsAnyAsync<Exception>(() => issued.Identities.EnrolAsync(new(code.Secret, null, "nonsense", "nonsense"), Stopping));
        Assert.NotNull((await issued.Identities.EnrolAsync(IssuedIdentities.Ask(key, code.Secret), Stopping)).Answer);
    }

    [Fact]
    public async Task Of_two_that_hold_an_identity_neither_is_believed_until_an_engineer_decides()
    {
        using var issued = await IssuedIdentities.OpenAsync();
        using var certificate = await issued.EnrolAsync("lamp");
        await issued.Identities.StartAsync(Stopping);
        var cut = new List<string>();
        issued.Standing.Barred += cut.Add;
        foreach (var (boot, connection) in new[] { ('1', 1), ('2', 1), ('1', 2) })
            issued.Standing.States("lamp", new(StatusMessage.Online, new(boot, 32), connection));
        Assert.Equal(["lamp"], cut.Distinct());
        Assert.False(issued.Standing.MayReport("lamp"));
        Assert.Contains("not believed", issued.Judge.Judge(certificate).Refusal, StringComparison.Ordinal);
        await Eventually.IsTrueAsync("a hold that outlives a restart", async () => !(await issued.ReadAgainAsync()).MayReport("lamp"));
        Assert.True(await issued.Identities.BelieveAsync("lamp", Stopping));
        Assert.False(await issued.Identities.BelieveAsync("lamp", Stopping));
        Assert.True(issued.Standing.MayReport("lamp"));
        Assert.Equal("lamp", issued.Judge.Judge(certificate).Device);
        await issued.Identities.StopAsync(Stopping);
    }

    [Fact]
    public void A_device_without_an_identity_is_never_taken_for_two()
    {
        var standing = new DeviceStanding();
        foreach (var (boot, connection) in new[] { ('1', 1), ('2', 1), ('1', 2) })
            standing.States("foreign", new(StatusMessage.Online, new(boot, 32), connection));
        Assert.True(standing.MayReport("foreign"));
    }

    [Fact]
    public async Task A_device_that_is_revoked_while_the_identities_are_read_stays_revoked()
    {
        var between = new Between();
        using var issued = await IssuedIdentities.OpenAsync(between);
        using var certificate = await issued.EnrolAsync("lamp");
        using var key = DeviceKey.New();
        using var gate = await issued.EnrolAsync("gate");
        Task<bool>? revoked = null;
        between.Act = () => revoked = issued.Identities.RevokeAsync("lamp", "stolen", Stopping);
        await issued.Identities.RenewAsync("gate", IssuedIdentities.Ask(key, null), Stopping);
        Assert.True(await revoked!);
        Assert.Contains("revoked (stolen)", issued.Judge.Judge(certificate).Refusal, StringComparison.Ordinal);
        Assert.False(issued.Standing.MayReport("lamp"));
    }

    /// <summary>Does something once, when certificates were read and are not in force yet.</summary>
    private sealed class Between : DbCommandInterceptor
    {
        public Action? Act { get; set; }

        public override ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (Act is { } act && command.CommandText.StartsWith("SELECT", StringComparison.Ordinal)
                && command.CommandText.Contains("device_certificates", StringComparison.Ordinal))
            {
                Act = null;
                act();
            }
            return new(result);
        }
    }
}
