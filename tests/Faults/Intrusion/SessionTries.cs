namespace Solutions.Edge.Faults.Intrusion;

/// <summary>With a cookie that is not, or no longer, good.</summary>
internal static class SessionTries
{
    public static IReadOnlyList<Try> All { get; } =
    [
        new("a cookie set before signing in (fixation)", async room =>
        {
            using var own = await room.SignInAsync("operator");
            using var victim = room.Visit();
            victim.SetCookie("solutions", own.Cookie("solutions")!);
            await victim.SubmitAsync("/sign-in", "sign-in", ("Given.Name", "supervisor"), ("Given.Password", AttackedRoom.Password));
            using var answer = await victim.SubmitAsync("/sign-in/code", "code", ("Given.Code", await room.CodeAsync("supervisor")));
            return victim.Cookie("solutions") == own.Cookie("solutions") ? "the cookie stayed" : null;
        }),
        new("a cookie after signing out", async room =>
        {
            using var visitor = await room.SignInAsync("operator");
            var cookie = visitor.Cookie("solutions")!;
            return await ReachesWithAsync(room, cookie, async () =>
            {
                // The form of the page that signs out stands on the account page.
                using var left = await visitor.PostAsync("/sign-out", "", await visitor.FormTokenAsync("/account"));
            });
        }),
        new("a cookie after all of the person's sessions were ended", async room =>
        {
            using var visitor = await room.SignInAsync("supervisor");
            var sessions = room.Get<ControlRoom.Access.Sessions>();
            return await ReachesWithAsync(room, visitor.Cookie("solutions")!, () => room.ActAsync(async people =>
                await sessions.EndAllOfAsync((await people.ListAsync()).Single(p => p.UserName == "supervisor").Id)));
        }),
        new("a cookie of an account that was closed", async room =>
        {
            var number = await room.AddPersonAsync("leaver", "Leaver", ControlRoom.Access.Roles.Operator);
            using var visitor = await room.SignInAsync("leaver");
            return await ReachesWithAsync(room, visitor.Cookie("solutions")!, () => room.ActAsync(async people =>
                await people.SetClosedAsync((await people.FindAsync(number))!, true, "test")));
        }),
        new("a cookie of a role that was taken away", async room =>
        {
            var number = await room.AddPersonAsync("moved", "Moved", ControlRoom.Access.Roles.Operator);
            using var visitor = await room.SignInAsync("moved");
            return await ReachesWithAsync(room, visitor.Cookie("solutions")!, () => room.ActAsync(async people =>
                await people.ChangeRolesAsync((await people.FindAsync(number))!, ControlRoom.Access.Roles.Engineer, "test")));
        }),
        new("a cookie with a changed character", async room =>
        {
            using var visitor = await room.SignInAsync("operator");
            var cookie = visitor.Cookie("solutions")!.ToCharArray();
            cookie[cookie.Length / 2] = cookie[cookie.Length / 2] == 'A' ? 'B' : 'A';
            using var forged = room.Visit();
            forged.SetCookie("solutions", new(cookie));
            return await SignInTries.ReachesAsync(forged);
        }),
        new("a cookie past the longest session", async room =>
        {
            using var visitor = await room.SignInAsync("operator");
            room.Ahead = ControlRoom.Access.Sessions.Longest + TimeSpan.FromMinutes(1);
            try
            {
                return await SignInTries.ReachesAsync(visitor);
            }
            finally
            {
                room.Ahead = TimeSpan.Zero;
            }
        }),
        new("a page's circuit for nobody", async room =>
        {
            using var visitor = room.Visit();
            return await Try.AnsweredAsync(visitor.SendAsync("POST", "/_blazor/negotiate?negotiateVersion=1", "{}"), 401);
        }),
        new("a page's circuit from another site's page", async room =>
        {
            using var visitor = await room.SignInAsync("operator");
            return await Try.AnsweredAsync(visitor.SendAsync("POST", "/_blazor/negotiate?negotiateVersion=1", "{}", ("Origin", "https://evil.example")), 403);
        }),
    ];

    private static async Task<string?> ReachesWithAsync(AttackedRoom room, string cookie, Func<Task> end)
    {
        using var before = room.Visit();
        before.SetCookie("solutions", cookie);
        using (var answer = await before.GetAsync("/signed-in"))
        {
            if ((int)answer.StatusCode != 204)
                return $"the cookie was not good to begin with: {(int)answer.StatusCode}";
        }
        await end();
        using var after = room.Visit();
        after.SetCookie("solutions", cookie);
        return await SignInTries.ReachesAsync(after);
    }
}
