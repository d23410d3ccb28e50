using System.Net.Sockets;
using System.Text;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.Faults.Intrusion;

/// <summary>With a request that is forged, too large, or leads elsewhere.</summary>
internal static class RequestTries
{
    private const int TooLarge = 33 * 1024 * 1024, TooDeep = 100_000;

    public static IReadOnlyList<Try> All { get; } =
    [
        .. new (string Method, string Path)[]
        {
            ("POST", "/api/v1/alerts/a1/acknowledge"), ("PUT", "/api/v1/sites/street"), ("DELETE", "/api/v1/tokens/1"), ("POST", "/sign-out"),
            ("POST", "/account/passkey"),
        }.Select(act => new Try($"{act.Method} {act.Path} from another site's page", async room =>
        {
            using var visitor = await room.SignInAsync("administrator");
            return await Try.AnsweredAsync(visitor.SendAsync(act.Method, act.Path, "{}", ("Origin", "https://evil.example")), 403);
        })),
        new("a form of our own without its token", async room =>
        {
            using var visitor = await room.SignInAsync("administrator");
            return await Try.AnsweredAsync(visitor.PostAsync("/people", "invite", null, ("Given.Name", "X"), ("Given.SignIn", "x")), 400);
        }),
        new("a form of our own with another visitor's token", async room =>
        {
            using var other = await room.SignInAsync("supervisor");
            var token = await other.FormTokenAsync("/account");
            using var visitor = await room.SignInAsync("administrator");
            return await Try.AnsweredAsync(visitor.PostAsync("/people", "invite", token, ("Given.Name", "X"), ("Given.SignIn", "x")), 400);
        }),
        new("another host's name (DNS rebinding)", async room =>
        {
            using var visitor = room.Visit();
            return await Try.AnsweredAsync(visitor.GetAsync("/sign-in", ("Host", "evil.example")), 400);
        }),
        new("paths that lead out of the evidence (four spellings)", async room =>
        {
            using var visitor = await room.SignInAsync("operator");
            foreach (var path in new[] { "..%2f..%2fkeys%2fca", "..%5c..%5ckeys", "....//keys/ca", "%2e%2e/%2e%2e/keys/ca" })
            {
                if (await Try.AnsweredAsync(visitor.GetAsync($"/evidence/{path}.jpg"), 404, 400) is { } through)
                    return $"{path}: {through}";
            }
            return null;
        }),
        new("a body of 33 MiB", async room =>
        {
            using var visitor = room.Visit();
            var token = await room.TokenAsync(Roles.All);
            try
            {
                return await Try.AnsweredAsync(
                    visitor.SendAsync("POST", "/api/v1/sites/import", new string(' ', TooLarge), TokenTries.Bearer(token)), 413, 400);
            }
            catch (HttpRequestException)
            {
                // It is answered before it is read to its end, and the connection closed.
                return null;
            }
        }),
        new("JSON of a hundred thousand levels", async room =>
        {
            using var visitor = room.Visit();
            var token = await room.TokenAsync(Roles.All);
            return await Try.AnsweredAsync(
                visitor.SendAsync("PUT", "/api/v1/sites/street", new string('[', TooDeep), TokenTries.Bearer(token)), 400, 413);
        }),
        new("a header with a second answer in it", async room =>
        {
            using var visitor = room.Visit();
            using var answer = await visitor.SubmitAsync("/sign-in?to=%2F%0d%0aSet-Cookie:%20x=1", "sign-in", ("Given.Name", "caseworker"),
                ("Given.Password", AttackedRoom.Password));
            return visitor.Cookie("x") is null ? null : "a cookie of the attacker's is set";
        }),
        new("two lengths in one request (smuggling)", async room =>
        {
            using var line = new TcpClient();
            var address = new Uri(room.Address);
            await line.ConnectAsync(address.Host, address.Port);
            var stream = line.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                    + "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            using var reader = new StreamReader(stream, Encoding.ASCII);
            var first = await reader.ReadLineAsync() ?? "";
            return first.Contains(" 200 ", StringComparison.Ordinal) ? first : null;
        }),
        new("script in a site's name", async room =>
        {
            const string Script = "<script>alert(1)</script>";
            using var visitor = room.Visit();
            var token = TokenTries.Bearer(await room.TokenAsync(Roles.Administrator));
            using var put = await visitor.SendAsync("PUT", "/api/v1/sites/x1",
                $$"""{"id":"x1","name":"{{Script}}","type":"TOWN","timeZone":"Europe/London","devices":[]}""", token);
            if (!put.IsSuccessStatusCode)
                return $"could not be tried: {(int)put.StatusCode} {await put.Content.ReadAsStringAsync()}";
            using var operators = await room.SignInAsync("operator");
            using var page = await operators.GetAsync("/", ("Accept", "text/html"));
            var html = await page.Content.ReadAsStringAsync();
            return !html.Contains("alert(1)", StringComparison.Ordinal) ? "could not be tried: the name is not on the page"
                : html.Contains(Script, StringComparison.Ordinal) ? "it stands in the page as it is" : null;
        }),
        new("a page of ours in another site's frame", async room =>
        {
            using var visitor = room.Visit();
            using var answer = await visitor.GetAsync("/sign-in");
            return answer.Headers.TryGetValues("Content-Security-Policy", out var policy)
                && string.Concat(policy).Contains("frame-ancestors 'none'", StringComparison.Ordinal) ? null : "nothing forbids it";
        }),
    ];
}
