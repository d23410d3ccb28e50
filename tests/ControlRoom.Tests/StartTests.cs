using System.Net;
using System.Net.Sockets;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests;

public class StartTests
{
    [Theory]
    [InlineData("", "influxdb", "mqtts://127.0.0.1:8884", "SOLUTIONS__DATABASE is empty")]
    [InlineData("Host=127.0.0.1;Database=s", "duckdb", "mqtts://127.0.0.1:8884", "SOLUTIONS__READINGS__STORE is duckdb")]
    [InlineData("Host=127.0.0.1;Database=s", "influxdb", "", "SOLUTIONS__MQTT__URL is empty")]
    public void A_control_room_that_stands_by_needs_what_it_shares_with_the_other(string database, string store, string broker, string says)
    {
        var options = new ControlRoomOptions
        {
            Database = database,
            Readings = new() { Store = store },
            Mqtt = new() { Url = broker },
            Cluster = new() { Standby = true },
        };
        Assert.Contains(says, options.FindFault(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080", false, "beyond this machine it must be https")]
    [InlineData("https://0.0.0.0:8443", true, "the demonstration listens on loopback only")]
    [InlineData("8080", false, "must be an address such as")]
    public void An_address_that_cannot_be_is_refused_with_a_sentence_that_names_it(string url, bool demonstration, string says)
    {
        var fault = new ControlRoomOptions { Urls = url, Demo = demonstration }.FindFault();
        Assert.Contains(url, fault, StringComparison.Ordinal);
        Assert.Contains(says, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_without_its_key_is_refused() =>
        Assert.Contains("SOLUTIONS__CERTIFICATE is 'room.pem' and SOLUTIONS__KEY is ''",
            new ControlRoomOptions { Certificate = "room.pem" }.FindFault(), StringComparison.Ordinal);

    [Fact]
    public void A_port_that_another_program_has_is_named_with_its_setting()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var free = FreePort.Take(5);
        var fault = new ControlRoomOptions
        {
            Demo = true,
            Urls = $"http://127.0.0.1:{free[0]}",
            Mqtt = new() { Port = port, TlsPort = free[3] },
            Devices = new() { Port = free[4] },
            Cluster = new() { SiloPort = free[1], GatewayPort = free[2] },
        }.FindPortInUse();
        Assert.Contains($"Port {port} of SOLUTIONS__MQTT__PORT", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mqtt://broker.example:1883")]
    [InlineData("tcp://127.0.0.1:1883")]
    public void A_broker_beyond_this_machine_or_of_another_scheme_is_refused(string url) =>
        Assert.Contains($"SOLUTIONS__MQTT__URL is '{url}'", new ControlRoomOptions { Mqtt = new() { Url = url } }.FindFault(), StringComparison.Ordinal);

    [Fact]
    public void Demonstration_and_production_refuse_each_others_folder()
    {
        using var folder = new TemporaryFolder();
        var (demo, production) = (Path.Combine(folder.Path, "demo"), Path.Combine(folder.Path, "production"));
        using (DataFolder.Open(demo, demonstration: true))
        using (DataFolder.Open(production, demonstration: false))
        {
        }
        Assert.Contains("holds a demonstration's data",
            Assert.Throws<InvalidOperationException>(() => DataFolder.Open(demo, demonstration: false)).Message, StringComparison.Ordinal);
        Assert.Contains("holds production data",
            Assert.Throws<InvalidOperationException>(() => DataFolder.Open(production, demonstration: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_control_rooms_cannot_have_one_folder()
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        using var first = DataFolder.Open(data, demonstration: true);
        Assert.Contains(data, Assert.Throws<InvalidOperationException>(() => DataFolder.Open(data, demonstration: true)).Message, StringComparison.Ordinal);
    }
}
