using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Faults.Intrusion;

/// <summary>Into an account that is another's.</summary>
internal static class SignInTries
{
    private const int Tries = 6, MostTries = 30;

    public static IReadOnlyList<Try> All { get; } =
    [
        new("the operator's page without signing in", room => ReachesAsync(room.Visit())),
        new("a password without the second step", async room =>
        {
            using var visitor = room.Visit();
            using var answer = await GivePasswordAsync(visitor, "operator");
            return await ReachesAsync(visitor);
        }),
        new("the second step with another authenticator's code", async room =>
        {
            using var visitor = room.Visit();
            using var first = await GivePasswordAsync(visitor, "operator");
            using var second = await visitor.SubmitAsync("/sign-in/code", "code", ("Given.Code", Authenticator.Code("JBSWY3DPEHPK3PXP")));
            return await ReachesAsync(visitor);
        }),
        new("an authenticator's code a second time", async room =>
        {
            var code = await room.CodeAsync("operator");
            using var owner = room.Visit();
            using var first = await GivePasswordAsync(owner, "operator");
            using var second = await owner.SubmitAsync("/sign-in/code", "code", ("Given.Code", code));
            if (owner.Cookie("solutions") is null)
                return $"could not be tried: the code was answered {(int)second.StatusCode} the first time";
            using var visitor = room.Visit();
            using var third = await GivePasswordAsync(visitor, "operator");
            using var fourth = await visitor.SubmitAsync("/sign-in/code", "code", ("Given.Code", code));
            return await ReachesAsync(visitor);
        }),
        new("the second step without the first", async room =>
        {
            using var visitor = room.Visit();
            using var answer = await visitor.SubmitAsync("/sign-in/code", "code", ("Given.Code", await room.CodeAsync("operator")));
            return await ReachesAsync(visitor);
        }),
        new("a recovery code of nobody's", async room =>
        {
            using var visitor = room.Visit();
            using var first = await GivePasswordAsync(visitor, "operator");
            using var second = await visitor.SubmitAsync("/sign-in/code", "code", ("Given.Code", "ABCDE-FGHIJ"));
            return await ReachesAsync(visitor);
        }),
        new("passwords one after the other until one is right", async room =>
        {
            await room.AddPersonAsync("guessed", "Guessed", Roles.Operator);
            using var visitor = room.Visit();
            foreach (var number in Enumerable.Range(0, Tries))
                using (await visitor.SubmitAsync("/sign-in", "sign-in", ("Given.Name", "guessed"), ("Given.Password", $"a wrong sentence {number}")))
                {
                }
            using var right = await GivePasswordAsync(visitor, "guessed");
            return (int)right.StatusCode == 302 ? "the right password was taken after six wrong ones" : null;
        }),
        new("sign-ins without end from one address", async room =>
        {
            using var visitor = room.Visit();
            foreach (var number in Enumerable.Range(0, MostTries))
            {
                using var answer = await visitor.PostAsync("/sign-in", "sign-in", "x", ("Given.Name", $"name{number}"), ("Given.Password", "x"));
                if ((int)answer.StatusCode == 429)
                    return null;
            }
            return $"{MostTries} in a row were answered";
        }),
        new("whether there is an account, by the answer", async room =>
        {
            using var visitor = room.Visit();
            using var known = await visitor.SubmitAsync("/sign-in", "sign-in", ("Given.Name", "supervisor"), ("Given.Password", "not the password"));
            using var unknown = await visitor.SubmitAsync("/sign-in", "sign-in", ("Given.Name", "nobody"), ("Given.Password", "not the password"));
            var (one, other) = (await FaultAsync(known), await FaultAsync(unknown));
            return one == other && one.Length > 0 ? null : $"'{one}' and '{other}'";
        }),
        new("the set-up of a first account when there is one", async room =>
        {
            using var visitor = room.Visit();
            using var answer = await visitor.SubmitAsync("/set-up", "set-up", ("Given.Code", room.Get<SetUpCode>().Renew()), ("Given.Name", "Intruder"),
                ("Given.SignIn", "intruder"), ("Given.Password", AttackedRoom.Password));
            using var page = room.Visit();
            using var signedIn = await GivePasswordAsync(page, "intruder");
            return (int)signedIn.StatusCode == 302 ? "an account was made" : null;
        }),
        new("an invitation a second time", async room =>
        {
            var (link, visitor) = (await InviteAsync(room, "twice"), room.Visit());
            using var first = await visitor.SubmitAsync(link, "invitation", ("Given.Password", AttackedRoom.Password));
            using var second = await visitor.GetAsync(link);
            return (await second.Content.ReadAsStringAsync()).Contains("not good any more", StringComparison.Ordinal) ? null : "it is good twice";
        }),
        new("one person's invitation for another", async room =>
        {
            var link = await InviteAsync(room, "own");
            var other = link.Replace("person=", "person=1&was=", StringComparison.Ordinal);
            using var visitor = room.Visit();
            using var answer = await visitor.GetAsync(other);
            return (await answer.Content.ReadAsStringAsync()).Contains("not good any more", StringComparison.Ordinal) ? null : "it is good for another";
        }),
        new("a page elsewhere to be led to after signing in (three spellings)", async room =>
        {
            foreach (var elsewhere in new[] { "//evil.example", "https://evil.example", "/\\evil.example" })
            {
                using var visitor = room.Visit();
                using var first = await visitor.SubmitAsync($"/sign-in?to={Uri.EscapeDataString(elsewhere)}", "sign-in", ("Given.Name", "caseworker"),
                    ("Given.Password", AttackedRoom.Password));
                if (Uri.UnescapeDataString(first.Headers.Location?.ToString() ?? "").Contains("evil", StringComparison.Ordinal))
                    return elsewhere;
            }
            return null;
        }),
    ];

    /// <summary>Whether the operators' page opens.</summary>
    public static async Task<string?> ReachesAsync(Visitor visitor)
    {
        using var answer = await visitor.GetAsync("/", ("Accept", "text/html"));
        return (int)answer.StatusCode == 302 ? null : $"the page answered {(int)answer.StatusCode}";
    }

    private static Task<HttpResponseMessage> GivePasswordAsync(Visitor visitor, string name) =>
        visitor.SubmitAsync("/sign-in", "sign-in", ("Given.Name", name), ("Given.Password", AttackedRoom.Password));

    private static async Task<string> InviteAsync(AttackedRoom room, string name)
    {
        var link = "";
        await room.ActAsync(async people =>
        {
            var (person, _) = await people.AddAsync(name, name, Roles.Operator, "test");
            link = $"/invitation?person={person!.Id}&token={Uri.EscapeDataString(await people.InviteAsync(person, "test"))}";
        });
        return link;
    }

    private static async Task<string> FaultAsync(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync();
        var at = html.IndexOf("class=\"fault\"", StringComparison.Ordinal);
        return at < 0 ? "" : html[at..html.IndexOf('<', at)];
    }
}
