using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Solutions.Edge.EndToEnd.Tests.Enrolment;

/// <summary>An MQTT client that shows the certificate of an enrolled agent.</summary>
internal static class EnrolledClient
{
    /// <param name="agentFile">The device's own file; its identity is in the same folder.</param>
    public static X509Certificate2 CertificateOf(string agentFile)
    {
        using var identity = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(agentFile)!, "identity", "identity.json")));
        var tls = identity.RootElement.GetProperty("tls").GetString()!;
        return X509Certificate2.CreateFromPem(tls, tls);
    }

    public static async Task<IMqttClient> ConnectAsync(X509Certificate2 certificate, string id, int port)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithClientId(id).WithProtocolVersion(MqttProtocolVersion.V500).WithTcpServer("localhost", port)
            .WithTlsOptions(tls => tls.WithClientCertificates(new X509Certificate2Collection(certificate))
                .WithCertificateValidationHandler(shown => shown.Certificate.Subject == "CN=Solutions Edge control room")).Build(),
            TestContext.Current.CancellationToken);
        return client;
    }

    public static async Task<bool> PublishesAsync(IMqttClient client, string topic) =>
        (await client.PublishStringAsync(topic, "{}", MqttQualityOfServiceLevel.AtLeastOnce, false, TestContext.Current.CancellationToken)).IsSuccess;

    public static async Task<bool> SubscribesAsync(IMqttClient client, string filter) => (await client.SubscribeAsync(filter,
        MqttQualityOfServiceLevel.AtLeastOnce, TestContext.Current.CancellationToken)).Items.First().ResultCode <= MqttClientSubscribeResultCode.GrantedQoS2;
}
