using System.Net;
using System.Net.Mail;

namespace Solutions.Edge.ControlRoom.Cases.Licences;

/// <summary>The mail server by which licensees are written to; <c>SOLUTIONS__MAIL__…</c>.</summary>
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
        : !MailAddress.TryCreate(From, out _) ? $"SOLUTIONS__MAIL__FROM is '{From}'; it must be an e-mail address."
        : !Tls && Host is not ("localhost" or "127.0.0.1" or "::1")
            ? $"SOLUTIONS__MAIL__TLS is false and SOLUTIONS__MAIL__HOST is '{Host}'; beyond this machine it must be true."
        : null;
}

/// <summary>Sends plain text.</summary>
internal sealed class LicenseeMail(MailSettings settings)
{
    /// <summary>Why it was not sent, in a sentence; null = the server has taken it.</summary>
    public async Task<string?> SendAsync(string to, string subject, string text, CancellationToken cancellationToken)
    {
        if (settings.Host.Length == 0)
            return "SOLUTIONS__MAIL__HOST is not set";
        try
        {
            using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Tls };
            if (settings.User.Length > 0)
                client.Credentials = new NetworkCredential(settings.User, settings.Password);
            using var message = new MailMessage(settings.From, to, subject, text);
            await client.SendMailAsync(message, cancellationToken);
            return null;
        }
        catch (Exception e) when (e is SmtpException or IOException or FormatException)
        {
            return $"the mail server did not take it: {e.Message}";
        }
    }
}
