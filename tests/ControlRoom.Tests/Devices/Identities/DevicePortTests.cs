using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.ControlRoom.Tests.Devices.Calibrations;
using Solutions.Edge.ControlRoom.Tests.Devices.WalkTests;
using Solutions.Edge.ControlRoom.Tests.Http;

namespace Solutions.Edge.ControlRoom.Tests.Devices.Identities;

/// <summary>The whole control room over HTTP: what an engineer asks at the people's port, and what a device asks at its own.</summary>
public class DevicePortTests(RunningRoom room)
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_device_enrols_by_its_code_renews_and_asks_for_its_settings()
    {
        using var key = DeviceKey.New();
        var code = await CodeAsync();
        Assert.Equal(("127.0.0.1", room.DevicePort), (code.Host, code.Port));
        var authority = await room.ServiceAsync<DeviceAuthority>();
        Assert.Equal(code.Authority, System.Buffers.Text.Base64Url.EncodeToString(authority.Fingerprint));
        using var certificate = await EnrolAsync(code, key);
        using var http = Client(certificate);
        using var settings = await http.GetAsync(DevicePaths.Configuration("lamp"), Stopping);
        Assert.Equal(SiteType.STREET, PlaceConfiguration.Read(await settings.Content.ReadAsByteArrayAsync(Stopping)).Type);
        using var renewed = await http.PostAsJsonAsync(DevicePaths.Renewal, IssuedIdentities.Ask(key, null), Stopping);
        Assert.Equal("lamp", (await renewed.Content.ReadFromJsonAsync<EnrolmentAnswer>(Stopping))!.Device);
    }

    [Fact]
    public async Task A_device_asks_for_itself_only()
    {
        using var key = DeviceKey.New();
        using var http = Client(await EnrolAsync(await CodeAsync(), key));
        using var answer = await http.GetAsync(DevicePaths.Configuration("gate"), Stopping);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        using var put = await http.PutAsync("/api/v1/devices/gate/evidence/x/blocks/0", Block(), Stopping);
        Assert.Equal(HttpStatusCode.Forbidden, put.StatusCode);
        using var own = await http.PutAsync("/api/v1/devices/lamp/evidence/x/blocks/0", Block(), Stopping);
        Assert.Equal(HttpStatusCode.NotFound, own.StatusCode);
        Assert.Contains("Nothing with the id", await own.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_device_delivers_its_own_sheets_with_its_certificate(bool isCalibration)
    {
        using var key = DeviceKey.New();
        using var http = Client(await EnrolAsync(await CodeAsync(), key));
        using var nobody = Client(null);
        var (walk, calibration) = (WalkTestsApiTests.Sheet(), CalibrationsApiTests.Sheet(9, -26, 94, CalibrationTime.Before));
        using var content = new ByteArrayContent(isCalibration ? calibration.Write() : walk.Write());
        content.Headers.ContentType = new("application/json");
        using var without = await nobody.PutAsync(Address("lamp"), content, Stopping);
        using var others = await http.PutAsync(Address("gate"), content, Stopping);
        using var own = await http.PutAsync(Address("lamp"), content, Stopping);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NoContent),
            (without.StatusCode, others.StatusCode, own.StatusCode));

        string Address(string device) => isCalibration ? DevicePaths.Calibration(device, calibration.Id) : DevicePaths.WalkTest(device, walk.Id);
    }

    [Fact]
    public async Task Without_a_certificate_a_foreign_one_and_a_revoked_one_a_device_gets_nothing_and_the_reason()
    {
        using var key = DeviceKey.New();
        using var nobody = Client(null);
        using var foreign = Client(IssueForeign(key));
        using var revoked = Client(await EnrolAsync(await CodeAsync(), key));
        using var settings = await revoked.GetAsync(DevicePaths.Configuration("lamp"), Stopping);
        Assert.Equal(HttpStatusCode.OK, settings.StatusCode);
        using var revoking = await room.Http.PostAsJsonAsync("/api/v1/devices/lamp/revoke", new { reason = "stolen" }, Stopping);
        Assert.Equal(HttpStatusCode.NoContent, revoking.StatusCode);
        foreach (var (client, reason) in new[] { (nobody, "No certificate was shown"), (foreign, ""), (revoked, "revoked (stolen)") })
        {
            using var answer = await client.GetAsync(DevicePaths.Configuration("lamp"), Stopping);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Contains(reason, await answer.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/healthz")]
    [InlineData("/api/v1/devices")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/tokens.css")]
    public async Task What_is_for_people_is_not_at_the_devices_port(string path)
    {
        await room.ServiceAsync<DeviceAuthority>();
        using var key = DeviceKey.New();
        using var http = Client(await EnrolAsync(await CodeAsync(), key));
        using var answer = await http.GetAsync(path, Stopping);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task What_is_for_devices_is_not_at_the_peoples_port()
    {
        await room.ServiceAsync<DeviceAuthority>();
        using var key = DeviceKey.New();
        using var enrolment = await room.Http.PostAsJsonAsync(DevicePaths.Enrolment, IssuedIdentities.Ask(key, "x"), Stopping);
        Assert.Equal(HttpStatusCode.NotFound, enrolment.StatusCode);
        using var settings = await room.SendAsync(new(HttpMethod.Get, DevicePaths.Configuration("lamp")));
        Assert.Equal(HttpStatusCode.NotFound, settings.StatusCode);
    }

    [Fact]
    public async Task A_code_is_issued_for_a_device_of_the_catalogue_only_and_carries_a_picture()
    {
        using var unknown = await room.SendAsync(new(HttpMethod.Post, "/api/v1/devices/nobody/enrolment-code"));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var known = await room.SendAsync(new(HttpMethod.Post, "/api/v1/devices/lamp/enrolment-code"));
        Assert.StartsWith("<svg", (await known.Content.ReadFromJsonAsync<JsonElement>(Stopping)).GetProperty("qr").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_devices_list_states_how_each_identity_stands()
    {
        using var key = DeviceKey.New();
        using var certificate = await EnrolAsync(await CodeAsync(), key);
        using var answer = await room.SendAsync(new(HttpMethod.Get, "/api/v1/devices"));
        var lamp = (await answer.Content.ReadFromJsonAsync<JsonElement>(Stopping))[0];
        Assert.Equal("valid", lamp.GetProperty("identity").GetString());
        Assert.Equal(certificate.NotAfter.ToUniversalTime(), lamp.GetProperty("identityUntil").GetDateTime().ToUniversalTime());
        Assert.Equal(JsonValueKind.Null, lamp.GetProperty("config").ValueKind);
        Assert.True(lamp.GetProperty("configPresent").GetInt64() > 0);
    }

    private static ByteArrayContent Block()
    {
        var content = new ByteArrayContent([1]);
        content.Headers.ContentType = new("application/octet-stream");
        content.Headers.Add("Digest-Sha256", Convert.ToHexStringLower(SHA256.HashData([1])));
        return content;
    }

    private static X509Certificate2 IssueForeign(ECDsa key)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var root = Issue.Root("elsewhere", now, TimeSpan.FromDays(10));
        using var bare = Issue.Client(root, "lamp", new(key), now, TimeSpan.FromDays(5));
        return bare.CopyWithPrivateKey(key);
    }

    private async Task<EnrolmentCode> CodeAsync()
    {
        using var answer = await room.SendAsync(new(HttpMethod.Post, "/api/v1/devices/lamp/enrolment-code"));
        var text = (await answer.Content.ReadFromJsonAsync<JsonElement>(Stopping)).GetProperty("code").GetString()!;
        Assert.True(EnrolmentCode.TryRead(text, out var code, out _));
        return code;
    }

    private async Task<X509Certificate2> EnrolAsync(EnrolmentCode code, ECDsa key)
    {
        using var http = Client(null);
        using var answer = await http.PostAsJsonAsync(DevicePaths.Enrolment, IssuedIdentities.Ask(key, code.Secret), Stopping);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stopping));
        var given = (await answer.Content.ReadFromJsonAsync<EnrolmentAnswer>(Stopping))!;
        return X509Certificate2.CreateFromPem(given.Tls, key.ExportPkcs8PrivateKeyPem());
    }

    private HttpClient Client(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate,
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=Solutions Edge control room",
        };
        return new(handler) { BaseAddress = new($"https://127.0.0.1:{room.DevicePort}") };
    }
}
