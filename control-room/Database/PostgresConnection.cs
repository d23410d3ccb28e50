using System.Net;
using Npgsql;

namespace Solutions.Edge.ControlRoom.Database;

/// <summary>The connection string of a PostgreSQL server, as the settings give it. It holds a password: no sentence shows its values.</summary>
internal static class PostgresConnection
{
    public const string Setting = "SOLUTIONS__DATABASE";
    private const string Right = "it must be empty (SQLite in the data folder) or like Host=127.0.0.1;Database=solutions;Username=solutions;Password=...";

    /// <summary>Why this connection string cannot be used; null = it can, or is empty.</summary>
    public static string? FindFault(string text)
    {
        if (text.Length == 0)
            return null;
        if (text.IndexOf("://", StringComparison.Ordinal) is var colon and > 0 && text.AsSpan(0, colon).IndexOfAny(";=") < 0)
            return $"{Setting} is an address that begins with {text[..colon]}://; {Right}";
        NpgsqlConnectionStringBuilder connection;
        try
        {
            connection = new(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            return $"{Setting} does not read ({e.Message}); {Right}";
        }
        if (string.IsNullOrEmpty(connection.Host) || string.IsNullOrEmpty(connection.Database))
            return $"{Setting} has no {(string.IsNullOrEmpty(connection.Host) ? "Host" : "Database")}; {Right}";
        if (!connection.Host.Split(',').All(IsThisMachine) && connection.SslMode is not (SslMode.VerifyCA or SslMode.VerifyFull))
            return $"{Setting} leads to '{connection.Host}' with SSL Mode={connection.SslMode}; "
                + "beyond this machine it must be SSL Mode=VerifyFull, because personal data and the password travel over it.";
        return null;
    }

    public static string InSchema(string text, string schema) => new NpgsqlConnectionStringBuilder(text) { SearchPath = schema }.ConnectionString;

    /// <summary>A path is the folder of a Unix socket.</summary>
    private static bool IsThisMachine(string host) => host.StartsWith('/') || host == "localhost"
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
