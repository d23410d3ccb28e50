using System.Text.Json;

namespace Solutions.Edge.Tests.Support;

/// <summary>A control room in demonstration mode that runs, in this process or in one of its own.</summary>
public interface IControlRoom : IAsyncDisposable
{
    int HttpPort { get; }

    int MqttPort { get; }

    int HttpsPort { get; }

    string Data { get; }

    /// <summary>PEM file of the authority that it made for its pages.</summary>
    string Certificate { get; }

    HttpClient Http { get; }

    Task<JsonElement> GetAsync(string path);
}
