using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.Faults.Intrusion;

/// <summary>With an account that is good, to what its role does not include.</summary>
internal static class RoleTries
{
    public static IReadOnlyList<Try> All { get; } =
    [
        Refused("levels of a home as an operator", Roles.Operator, "GET", "/api/v1/noise?device=home-one&from=2026-01-01&to=2026-01-02"),
        Refused("levels of a device at no site as an operator", Roles.Operator, "GET", "/api/v1/noise?device=gone&from=2026-01-01&to=2026-01-02"),
        Refused("a home's entry as an engineer", Roles.Engineer, "GET", "/api/v1/sites/home"),
        Refused("a home made a street as an administrator", Roles.Administrator, "PUT", "/api/v1/sites/home",
            """{"id":"home","name":"x","type":"STREET","timeZone":"Europe/London","devices":[]}"""),
        Refused("the whole catalogue with its homes as an engineer", Roles.Engineer, "GET", "/api/v1/sites/export"),
        Refused("every reading as environmental health", Roles.EnvironmentalHealth, "GET", "/api/v1/readings/export?from=2026-01-01&to=2026-01-02"),
        Refused("a rule's figures as an operator", Roles.Operator, "PUT", "/api/v1/sites/street/parameters", """{"author":"x","reason":"x","values":{}}"""),
        Refused("what is usual in a home as an operator", Roles.Operator, "GET", "/api/v1/sites/home/baseline"),
        Refused("what was learnt, forgotten as an engineer", Roles.Engineer, "POST", "/api/v1/sites/street/baseline/reset", """{"reason":"x"}"""),
        Refused("an enrolment code as an operator", Roles.Operator, "POST", "/api/v1/devices/street-one/enrolment-code", "{}"),
        Refused("a device's end as a caseworker", Roles.Caseworker, "POST", "/api/v1/devices/street-one/revoke", """{"reason":"x"}"""),
        Refused("the audit as an engineer", Roles.Engineer, "GET", "/api/v1/audit"),
        Refused("the metrics as an operator", Roles.Operator, "GET", "/metrics"),
        new("an alert's acknowledgement by a made-up id", async room =>
        {
            using var visitor = room.Visit();
            var token = TokenTries.Bearer(await room.TokenAsync(Roles.Operator));
            return await Try.AnsweredAsync(visitor.SendAsync("POST", "/api/v1/alerts/00000000000000000000000000000000/acknowledge", "{}", token), 404);
        }),
        new("a home's name in the lists of an operator and an engineer", async room =>
        {
            using var visitor = room.Visit();
            foreach (var (role, path) in new[]
            {
                (Roles.Operator, "/api/v1/sites"), (Roles.Engineer, "/api/v1/devices"), (Roles.Engineer, "/api/v1/rejected"),
                (Roles.Administrator, "/api/v1/audit"),
            })
            {
                using var answer = await visitor.GetAsync(path, TokenTries.Bearer(await room.TokenAsync(role)));
                if (!answer.IsSuccessStatusCode)
                    return $"could not be tried: {path} answered {(int)answer.StatusCode}";
                if ((await answer.Content.ReadAsStringAsync()).Contains(AttackedRoom.HomeName, StringComparison.Ordinal))
                    return path;
            }
            return null;
        }),
        new("the last administrator shut out", async room =>
        {
            string? fault = null;
            await room.ActAsync(async people =>
                fault = await people.SetClosedAsync((await people.ListAsync()).Single(p => p.UserName == "administrator"), true, "test"));
            return fault is null ? "nobody can let anybody in any more" : null;
        }),
    ];

    private static Try Refused(string name, Roles role, string method, string path, string? json = null) => new(name, async room =>
    {
        using var visitor = room.Visit();
        return await Try.AnsweredAsync(visitor.SendAsync(method, path, json, TokenTries.Bearer(await room.TokenAsync(role))), 403);
    });
}
