using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace Solutions.Edge.Tests.Support;

/// <summary>A browser without a window: cookies, forms with their hidden fields, no script.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly Uri address;
    private readonly HttpClient http;

    /// <param name="address">The control room's; whatever name it has, this machine is asked.</param>
    /// <param name="from">The loopback address that the visitor comes from: tries are limited by address.</param>
    /// <param name="trusted">Authorities that the browser knows.</param>
    public Visitor(string address, IPAddress from, params X509Certificate2[] trusted)
    {
        this.address = new(address);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies };
        handler.ConnectCallback = async (connect, cancellationToken) =>
        {
            var line = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            line.Bind(new IPEndPoint(from, 0));
            await line.ConnectAsync(IPAddress.Loopback, connect.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(line, ownsSocket: true);
        };
        handler.SslOptions.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(trusted);
        http = new(handler) { BaseAddress = this.address };
    }

    public CookieContainer Cookies { get; } = new();

    public string? Cookie(string name) => Cookies.GetCookies(address)[name]?.Value;

    public void SetCookie(string name, string value) => Cookies.Add(address, new Cookie(name, value));

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, headers);

    public Task<HttpResponseMessage> SendAsync(string method, string path, string? json, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new(method), path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return http.SendAsync(request);
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => http.SendAsync(request);

    /// <summary>Opens a page, fills one of its forms and sends it, as a browser does.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, string form, params (string Name, string Value)[] fields) =>
        await PostAsync(path, form, await FormTokenAsync(path), fields);

    /// <summary>The token that the forms of a page carry.</summary>
    public async Task<string> FormTokenAsync(string path)
    {
        using var page = await GetAsync(path);
        return AntiforgeryField().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value;
    }

    public async Task<HttpResponseMessage> PostAsync(string path, string form, string? antiforgery, params (string Name, string Value)[] fields)
    {
        var all = fields.Append(("_handler", form)).Concat(antiforgery is null ? [] : new[] { ("__RequestVerificationToken", antiforgery) });
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new FormUrlEncodedContent(all.Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        request.Headers.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        return await http.SendAsync(request);
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]*)\"")]
    private static partial Regex AntiforgeryField();
}
