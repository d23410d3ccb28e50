using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Benchmarks;

/// <summary>What signing in costs a page and an answer of the API: one demonstration asked in turn by nobody, by a session and by a token.</summary>
internal static class SignedInPage
{
    private const int WarmUp = 30;

    public static async Task<int> RunAsync(int count)
    {
        await using var room = await ControlRoomProcess.StartAsync(Path.Combine(Tree.Root, "shared", "demonstration.json"));
        var address = room.Http.BaseAddress!.ToString();
        using var nobody = new Visitor(address, IPAddress.Loopback);
        using var person = await SignInAsync(address);
        using var program = new Visitor(address, IPAddress.Loopback);
        using var made = await room.Http.PostAsJsonAsync("/api/v1/tokens", new TokenWish("benchmark", "operator", 1));
        var bearer = ("Authorization", "Bearer " + (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString());
        var ways = new (string Name, Visitor By, (string, string)[] Headers)[]
        {
            ("not signed in", nobody, []), ("session", person, []), ("token", program, [bearer]),
        };
        foreach (var path in new[] { "/", "/api/v1/sites" })
        {
            var runs = ways.Select(_ => new List<Answer>()).ToArray();
            for (var run = 0; run < WarmUp + count; run++)
            {
                foreach (var (way, n) in ways.Select((w, n) => (w, n)))
                {
                    var answer = await AskAsync(way.By, path, way.Headers);
                    if (run >= WarmUp)
                        runs[n].Add(answer);
                }
            }
            Print(path, [.. ways.Select(w => w.Name)], runs);
        }
        return 0;
    }

    /// <summary>An account with every role, so that its page has what nobody's has.</summary>
    private static async Task<Visitor> SignInAsync(string address)
    {
        using var administrator = new Visitor(address, IPAddress.Loopback);
        using var changed = await administrator.SubmitAsync("/people", "roles-1", [.. RoleNames.Each.Select(r => ("roles", r.Name))]);
        var visitor = new Visitor(address, IPAddress.Loopback);
        using var signedIn = await visitor.PostAsync("/sign-in/demonstration", "", await visitor.FormTokenAsync("/sign-in"), ("account", "operator"));
        return visitor.Cookie("solutions") is null ? throw new InvalidOperationException($"signing in is answered {(int)signedIn.StatusCode}") : visitor;
    }

    private static async Task<Answer> AskAsync(Visitor by, string path, (string, string)[] headers)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await by.GetAsync(path, headers);
        var body = await answer.Content.ReadAsByteArrayAsync();
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path} is answered {(int)answer.StatusCode}");
        var head = string.Concat(answer.Headers.Concat(answer.Content.Headers).SelectMany(h => h.Value.Select(v => $"{h.Key}: {v}\r\n")));
        var asked = string.Concat(headers.Select(h => $"{h.Item1}: {h.Item2}\r\n"))
            + (by.Cookies.GetCookieHeader(answer.RequestMessage!.RequestUri!) is { Length: > 0 } cookies ? $"Cookie: {cookies}\r\n" : "");
        return new(asked.Length, Encoding.UTF8.GetByteCount($"HTTP/1.1 200 OK\r\n{head}\r\n"), body.Length, took);
    }

    private static void Print(string path, string[] names, List<Answer>[] runs)
    {
        var plain = Figures.Percentile(runs[0].Select(a => a.Milliseconds), 0.5);
        Console.WriteLine(path);
        foreach (var (name, answers) in names.Zip(runs))
        {
            var median = Figures.Percentile(answers.Select(a => a.Milliseconds), 0.5);
            var (asked, head, body) = (Middle(answers, a => a.Asked), Middle(answers, a => a.Head), Middle(answers, a => a.Body));
            Console.WriteLine(FormattableString.Invariant(
                $"  {name}: {asked:0} bytes of cookies and token, {head:0} of headers, {body:0} of body, {median:0.00} ms, ratio {median / plain:0.00}"));
        }
    }

    private static double Middle(List<Answer> answers, Func<Answer, int> of) => Figures.Percentile(answers.Select(a => (double)of(a)), 0.5);

    /// <param name="Asked">Bytes by which the request states where it comes from.</param>
    /// <param name="Head">Bytes of the answer's headers.</param>
    /// <param name="Body">Bytes of its body.</param>
    /// <param name="Milliseconds">Until all of it was read.</param>
    private sealed record Answer(int Asked, int Head, int Body, double Milliseconds);
}
