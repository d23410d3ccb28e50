namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>Where readings are stored, and for how long.</summary>
internal sealed class ReadingsSettings
{
    public const string DuckDb = "duckdb", InfluxDb = "influxdb";

    /// <summary><see cref="DuckDb"/> (embedded, in the data folder) or <see cref="InfluxDb"/>.</summary>
    public string Store { get; init; } = DuckDb;

    public InfluxDbSettings Influxdb { get; init; } = new();

    /// <summary>Days after which what is reported every second is erased: noise, motion; heartbeats too. It may change while the control room runs.</summary>
    public int SecondsDays { get; set; } = 31;

    /// <summary>Days after which everything else is erased: minutes of noise, sounds, gates, findings of cameras. It may change too.</summary>
    public int MinutesDays { get; set; } = 731;

    /// <summary>What of a stream is kept at an instant: everything from here on.</summary>
    public DateTimeOffset Since(ReadingTable table, DateTimeOffset now) => now.AddDays(-(table.IsSeconds ? SecondsDays : MinutesDays));

    /// <summary>Why readings cannot be stored with these settings; null = they can.</summary>
    public string? FindFault() => FindDaysFault("SECONDSDAYS", SecondsDays) ?? FindDaysFault("MINUTESDAYS", MinutesDays) ?? Store switch
    {
        DuckDb => null,
        InfluxDb => Influxdb.FindFault(),
        _ => $"SOLUTIONS__READINGS__STORE is '{Store}'; it must be {DuckDb} or {InfluxDb}.",
    };

    private static string? FindDaysFault(string name, int days) => days is >= 1 and <= 3650 ? null
        : $"SOLUTIONS__READINGS__{name} is {days}; it must be 1 to 3650.";
}

/// <summary>The InfluxDB server that keeps readings.</summary>
internal sealed class InfluxDbSettings
{
    public const string Keys = "SOLUTIONS__READINGS__INFLUXDB__";

    /// <summary>Its address; https beyond this machine, because levels of homes are personal data.</summary>
    public string Url { get; init; } = "http://127.0.0.1:8086";

    /// <summary>The server's API: 1, 2 or 3. With 2 and 3 readings are written by the v2 API.</summary>
    public int Api { get; init; } = 1;

    /// <summary>The organisation of a server of version 2.</summary>
    public string Org { get; init; } = "";

    /// <summary>The bucket that is written with API 2 or 3. Empty: called as the database, which is read.</summary>
    public string Bucket { get; init; } = "";

    /// <summary>A database, made on the server beforehand; with API 2 what its DBRP mapping calls the bucket.</summary>
    public string Database { get; init; } = "solutions";

    /// <summary>A token of InfluxDB 2 or 3. Empty: none.</summary>
    public string Token { get; init; } = "";

    /// <summary>A user of InfluxDB 1. Empty: none.</summary>
    public string User { get; init; } = "";

    /// <summary>That user's password.</summary>
    public string Password { get; init; } = "";

    public string? FindFault()
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            || url is not { UserInfo: "", Query: "" })
            return $"{Keys}URL does not read; it must be an address such as http://127.0.0.1:8086, without a user or a query.";
        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
            return $"{Keys}URL is '{Url}'; beyond this machine it must be https, because readings and passwords travel over it.";
        if (Database.Length == 0)
            return $"{Keys}DATABASE is empty; it must be the name of a database on the server.";
        if (Api is < 1 or > 3)
            return $"{Keys}API is {Api}; it must be 1, 2 or 3, the version of the server.";
        if (Api > 1 && Token.Length == 0)
            return $"{Keys}TOKEN is empty; with API {Api} it must be a token that may read and write.";
        if (Api == 2 && Org.Length == 0)
            return $"{Keys}ORG is empty; with API 2 it must be the organisation that the bucket is of.";
        if (Api == 1 && (Org.Length > 0 || Bucket.Length > 0))
            return $"{Keys}{(Org.Length > 0 ? "ORG" : "BUCKET")} is set with API 1, which has none; set {Keys}API to 2 or 3, or leave it empty.";
        if (Token.Length > 0 && User.Length > 0)
            return $"{Keys}TOKEN and {Keys}USER are both set; set the token for InfluxDB 2 and 3, or the user and password for 1.";
        if (User.Length > 0 != Password.Length > 0)
            return $"{Keys}{(User.Length > 0 ? "PASSWORD" : "USER")} is empty; user and password are set together or not at all.";
        return null;
    }
}
