using System.Net.Http.Json;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices.Identities;

namespace Solutions.Edge.Faults.Intrusion;

/// <summary>What a device, or something that takes itself for one, does at the two ports that are for devices.</summary>
internal static class AttackingDevice
{
    public static async Task<EnrolmentCode> CodeAsync(AttackedRoom room, string device)
    {
        var code = EnrolmentCode.New("localhost", room.DevicePort, room.Authority.Fingerprint);
        await room.Get<EnrolmentCodes>().IssueAsync(device, code, CancellationToken.None);
        return code;
    }

    /// <summary>Enrols by HTTPS; the certificate with its key, or null with what was answered.</summary>
    public static async Task<(X509Certificate2? Certificate, int Status)> EnrolAsync(AttackedRoom room, string? secret)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=any", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        using var http = Https(null);
        using var answer = await http.PostAsJsonAsync($"https://localhost:{room.DevicePort}{DevicePaths.Enrolment}",
            new EnrolmentRequest(secret, null, request, request));
        if (!answer.IsSuccessStatusCode)
            return (null, (int)answer.StatusCode);
        var given = await answer.Content.ReadFromJsonAsync<EnrolmentAnswer>();
        return (X509Certificate2.CreateFromPem(given!.Tls, key.ExportPkcs8PrivateKeyPem()), (int)answer.StatusCode);
    }

    /// <summary>A device of the catalogue that has enrolled.</summary>
    public static async Task<X509Certificate2> EnrolledAsync(AttackedRoom room, string device) =>
        (await EnrolAsync(room, (await CodeAsync(room, device)).Secret)).Certificate ?? throw new InvalidOperationException($"'{device}' could not enrol");

    /// <summary>A certificate that says what a device's says, signed by nobody that is believed.</summary>
    public static X509Certificate2 Foreign(string device)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={device}", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    /// <summary>Asks the devices' port for a device's settings.</summary>
    public static async Task<int> AskAsync(AttackedRoom room, X509Certificate2? certificate, string path)
    {
        using var http = Https(certificate);
        using var answer = await http.GetAsync($"https://localhost:{room.DevicePort}{path}");
        return (int)answer.StatusCode;
    }

    /// <summary>Delivers something at the devices' port, without a certificate.</summary>
    public static async Task<int> PutAsync(AttackedRoom room, string path, HttpContent content)
    {
        using var http = Https(null);
        using var answer = await http.PutAsync($"https://localhost:{room.DevicePort}{path}", content);
        return (int)answer.StatusCode;
    }

    /// <returns>Null where the broker refuses it.</returns>
    public static async Task<IMqttClient?> ConnectAsync(
        AttackedRoom room, X509Certificate2? certificate, string id, SslProtocols protocols = SslProtocols.None, string? password = null)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        var options = new MqttClientOptionsBuilder().WithClientId(id).WithProtocolVersion(MqttProtocolVersion.V500).WithTcpServer("localhost", room.MqttPort)
            .WithTimeout(TimeSpan.FromSeconds(10))
            .WithTlsOptions(tls =>
            {
                tls.WithSslProtocols(protocols).WithCertificateValidationHandler(_ => true);
                if (certificate is not null)
                    tls.WithClientCertificates(new X509Certificate2Collection(certificate));
            });
        if (password is not null)
            options.WithCredentials(id, password);
        try
        {
            var result = await client.ConnectAsync(options.Build());
            if (result.ResultCode == MqttClientConnectResultCode.Success)
            {
                // With TLS 1.3 a certificate is refused after the handshake: what is refused is gone before it answers.
                await client.PingAsync();
                return client;
            }
        }
        catch (Exception e) when (e is MQTTnet.Exceptions.MqttCommunicationException or OperationCanceledException)
        {
            // Refused.
        }
        client.Dispose();
        return null;
    }

    public static async Task<bool> PublishesAsync(IMqttClient client, string topic, bool retained = false)
    {
        try
        {
            return (await client.PublishStringAsync(topic, "{}", MqttQualityOfServiceLevel.AtLeastOnce, retained)).IsSuccess;
        }
        catch (MQTTnet.Exceptions.MqttCommunicationException)
        {
            return false;
        }
    }

    public static async Task<bool> SubscribesAsync(IMqttClient client, string filter)
    {
        try
        {
            return (await client.SubscribeAsync(filter)).Items.First().ResultCode <= MqttClientSubscribeResultCode.GrantedQoS2;
        }
        catch (MQTTnet.Exceptions.MqttCommunicationException)
        {
            return false;
        }
    }

    public static bool IsTheRooms(X509Certificate? shown) => shown?.Subject == "CN=Solutions Edge control room";

    private static HttpClient Https(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler();
        // By its name alone: an attacker has no code that names its authority.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => IsTheRooms(shown);
        if (certificate is not null)
            handler.SslOptions.ClientCertificates = [certificate];
        return new(handler);
    }
}
