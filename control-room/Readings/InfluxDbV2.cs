using System.Net;
using InfluxDB.Client;
using InfluxDB.Client.Api.Domain;
using InfluxDB.Client.Core.Exceptions;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>What a server of version 2 or 3 takes by the v2 API: lines, gzipped, and on 2 what is to be erased. It is read as one of version 1.</summary>
/// <remarks>Never by the client's <c>WriteApi</c>, which gathers by itself and holds up its callers while the server is away.</remarks>
internal sealed class InfluxDbV2 : IDisposable
{
    private readonly InfluxDbSettings settings;
    private readonly TimeSpan patience;
    private readonly InfluxDBClient client;

    public InfluxDbV2(InfluxDbSettings settings, TimeSpan patience)
    {
        (this.settings, this.patience) = (settings, patience);
        client = new(InfluxDBClientOptions.Builder.CreateNew().Url(settings.Url.TrimEnd('/')).AuthenticateToken(settings.Token).TimeOut(patience).Build());
        client.EnableGzip();
    }

    private string Bucket => settings.Bucket.Length > 0 ? settings.Bucket : settings.Database;

    /// <summary>Version 3 has none, and the client asks for one.</summary>
    private string Org => settings.Org.Length > 0 ? settings.Org : "none";

    /// <returns>Null, or why one or more of the lines were refused; the server may have stored the others.</returns>
    /// <exception cref="IOException">The server is away or refuses all.</exception>
    public Task<string?> WriteAsync(string lines, CancellationToken cancellationToken) =>
        AskAsync(() => client.GetWriteApiAsync().WriteRecordsAsync([lines], WritePrecision.Ns, Bucket, Org, cancellationToken), cancellationToken);

    /// <summary>Erases what a measurement has before an instant.</summary>
    /// <exception cref="IOException">The server is away or refuses.</exception>
    public async Task DeleteAsync(string measurement, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var refused = await AskAsync(() => client.GetDeleteApi().Delete(DateTime.UnixEpoch, before.UtcDateTime, $"_measurement=\"{measurement}\"", Bucket, Org,
            cancellationToken), cancellationToken);
        if (refused is not null)
            throw InfluxDbServer.Refused(settings, HttpStatusCode.BadRequest, refused);
    }

    public void Dispose() => client.Dispose();

    private async Task<string?> AskAsync(Func<Task> ask, CancellationToken cancellationToken)
    {
        try
        {
            await ask();
            return null;
        }
        catch (HttpException e) when (e.Status > 0)
        {
            return InfluxDbServer.IsOfTheLines((HttpStatusCode)e.Status) ? e.Message
                : throw InfluxDbServer.Refused(settings, (HttpStatusCode)e.Status, e.Message);
        }
        // Status 0 is all that is no answer: that it was given up here, that none came in time, and that nobody is there.
        catch (Exception e) when (e is HttpException or OperationCanceledException or HttpRequestException or TimeoutException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw IsLate(e) ? InfluxDbServer.Late(settings, patience, e) : InfluxDbServer.Silent(settings, e);
        }
    }

    private static bool IsLate(Exception e) => e is TimeoutException or OperationCanceledException
        || (e.InnerException is { } inner ? IsLate(inner) : e.Message.Contains("timed out", StringComparison.OrdinalIgnoreCase)
            || e.Message.Contains("canceled", StringComparison.OrdinalIgnoreCase));
}
