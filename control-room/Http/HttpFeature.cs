namespace Solutions.Edge.ControlRoom.Http;

internal static class HttpFeature
{
    /// <summary>What a request must be before anything answers it. First in the pipeline.</summary>
    /// <param name="app">The control room.</param>
    /// <param name="hosts">Names it answers to beside those of loopback.</param>
    /// <param name="proxies">Addresses of programs in front of it, separated by semicolons.</param>
    /// <param name="demonstration">Whether it is one: it is on loopback, whatever a request calls it.</param>
    public static void UseRequestChecks(this WebApplication app, Func<IEnumerable<string>> hosts, string proxies, bool demonstration)
    {
        app.UseProxies(proxies);
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages(WordlessAnswer.PutIntoWordsAsync);
        app.UseHostCheck(hosts);
        if (!demonstration)
            app.UsePlainHttpCheck();
        app.UseOriginCheck();
        app.UseHead();
        // Only now: a HEAD is answered by what answers GET.
        app.UseRouting();
        app.UseContentTypeCheck();
    }

    public static Task RefuseAsync(HttpContext context, int status, string sentence) => Results.Problem(sentence, statusCode: status).ExecuteAsync(context);
}
