using System.CommandLine;
using System.Text.Json;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary><c>setup-code</c>, <c>token create|list|revoke</c> and <c>audit verify|export</c>.</summary>
internal static class AccessCommands
{
    public static Command SetUpCode()
    {
        var command = new Command("setup-code", "Makes a new code for the set-up of the first account.") { RoomClient.Url };
        command.SetAction((given, stopping) => RoomClient.AskAsync(async http =>
        {
            using var answer = await http.PostAsync("api/v1/set-up/code", null, stopping);
            await RoomClient.ThrowIfRefusedAsync(answer, stopping);
            return $"Open {http.BaseAddress}set-up and give this code within ten minutes: {await answer.Content.ReadFromJsonAsync<string>(stopping)}";
        }, given.GetValue(RoomClient.Url)!));
        return command;
    }

    public static Command Token() => new("token", "Tokens by which programs sign in.") { CreateToken(), RevokeToken() };

    public static Command AuditTrail() => new("audit", "What was done here, by which hand.") { VerifyAudit() };

    private static Command CreateToken()
    {
        var role = new Option<string>("--role") { Description = $"One of {RoleNames.Choice}.", Required = true };
        var name = new Option<string>("--name") { Description = "What it is for.", DefaultValueFactory = _ => "made at the command line" };
        var days = new Option<int>("--days") { Description = $"Days that it lasts, 1 to {Tokens.MostDays}.", DefaultValueFactory = _ => 90 };
        var create = new Command("create", "Makes a token and prints it; it is shown once.") { role, name, days, RoomClient.Url };
        create.SetAction((given, stopping) => RoomClient.AskAsync(async http =>
        {
            using var answer = await http.PostAsJsonAsync("api/v1/tokens",
                new TokenWish(given.GetValue(name), given.GetValue(role), given.GetValue(days)), stopping);
            await RoomClient.ThrowIfRefusedAsync(answer, stopping);
            return (await answer.Content.ReadFromJsonAsync<JsonElement>(stopping)).GetProperty("token").GetString()!;
        }, given.GetValue(RoomClient.Url)!));
        return create;
    }

    private static Command RevokeToken()
    {
        var number = new Argument<long>("NUMBER") { Description = "The token's number." };
        var revoke = new Command("revoke", "Takes a token back, at once.") { number, RoomClient.Url };
        revoke.SetAction((given, stopping) => RoomClient.AskAsync(async http =>
        {
            using var answer = await http.DeleteAsync(FormattableString.Invariant($"api/v1/tokens/{given.GetValue(number)}"), stopping);
            await RoomClient.ThrowIfRefusedAsync(answer, stopping);
            return FormattableString.Invariant($"Token {given.GetValue(number)} is taken back.");
        }, given.GetValue(RoomClient.Url)!));
        return revoke;
    }

    private static Command VerifyAudit()
    {
        var expect = new Option<string>("--expect") { Description = "A row as the log notes it once a day, NUMBER:DIGEST: it must be there as it was." };
        var verify = new Command("verify", "Goes through the audit from its first row and names the first that is not as it was written.")
        {
            expect, RoomClient.Url,
        };
        verify.SetAction((given, stopping) => RoomClient.AskAsync(async http =>
        {
            var query = given.GetValue(expect) is { } mark ? $"?expect={Uri.EscapeDataString(mark)}" : "";
            using var answer = await http.GetAsync("api/v1/audit/verify" + query, stopping);
            await RoomClient.ThrowIfRefusedAsync(answer, stopping);
            var verdict = await answer.Content.ReadFromJsonAsync<JsonElement>(stopping);
            var (rows, head) = (verdict.GetProperty("rows").GetInt64(), verdict.GetProperty("head").GetString());
            return verdict.GetProperty("fault").GetString() is { } fault
                ? throw new IOException(FormattableString.Invariant($"The audit does not hold: {fault}. {rows} rows before it do."))
                : FormattableString.Invariant($"The audit holds: {rows} rows, the last with the digest {head}.");
        }, given.GetValue(RoomClient.Url)!));
        return verify;
    }
}
