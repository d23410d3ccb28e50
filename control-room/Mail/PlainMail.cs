using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Solutions.Edge.ControlRoom.Mail;

/// <summary>Sends plain text.</summary>
internal sealed class PlainMail(MailSettings settings)
{
    private const int PatienceMs = 30_000;

    /// <summary>Why it was not sent, in a sentence; null = the server has taken it.</summary>
    public async Task<string?> SendAsync(string to, string subject, string text, CancellationToken cancellationToken)
    {
        if (settings.Host.Length == 0)
            return "SOLUTIONS__MAIL__HOST is not set";
        try
        {
            using var message = new MimeMessage(
                [MailboxAddress.Parse(settings.From)], [MailboxAddress.Parse(to)], subject, new TextPart("plain") { Text = text });
            using var client = new SmtpClient { Timeout = PatienceMs };
            await client.ConnectAsync(settings.Host, settings.Port, settings.Tls ? SecureSocketOptions.StartTls : SecureSocketOptions.None, cancellationToken);
            if (settings.User.Length > 0)
                await client.AuthenticateAsync(settings.User, settings.Password, cancellationToken);
            await client.SendAsync(message, cancellationToken);
            await client.DisconnectAsync(quit: true, cancellationToken);
            return null;
        }
        catch (Exception e) when (e is ProtocolException or CommandException or AuthenticationException or SslHandshakeException or SocketException
            or IOException or ParseException or TimeoutException)
        {
            return $"the mail server did not take it: {e.Message}";
        }
    }
}
