using System.Net;
using MimeKit;

namespace Solutions.Edge.ControlRoom.Mail;

/// <summary>The mail server by which messages go out; <c>SOLUTIONS__MAIL__…</c>.</summary>
internal sealed class MailSettings
{
    /// <summary>Name or address of the SMTP server. Empty: no message is sent, and that is logged.</summary>
    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    /// <summary>The sender's address.</summary>
    public string From { get; init; } = "";

    /// <summary>Empty: it asks for no account.</summary>
    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>True: STARTTLS. False is for a server on this machine.</summary>
    public bool Tls { get; init; } = true;

    /// <summary>Why no mail can be sent with these; null = it can, or none is meant to be.</summary>
    public string? FindFault() => Host.Length == 0 ? null
        : Port is < 1 or > IPEndPoint.MaxPort ? FormattableString.Invariant($"SOLUTIONS__MAIL__PORT is {Port}; it must be 1 to {IPEndPoint.MaxPort}.")
        : !IsAddress(From) ? $"SOLUTIONS__MAIL__FROM is '{From}'; it must be an e-mail address."
        : !Tls && Host is not ("localhost" or "127.0.0.1" or "::1")
            ? $"SOLUTIONS__MAIL__TLS is false and SOLUTIONS__MAIL__HOST is '{Host}'; beyond this machine it must be true."
        : null;

    /// <summary>True: one mailbox, with a domain.</summary>
    public static bool IsAddress(string text) => MailboxAddress.TryParse(text, out var box) && box.Address.Contains('@', StringComparison.Ordinal);
}
