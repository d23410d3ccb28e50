using Solutions.Edge.Agent.Setup;
using Solutions.Edge.Agent.Setup.Doctor;
using Solutions.Edge.Agent.Uplink.Identity;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Setup.Doctor;

/// <summary>What is found of a device's certificates, and of the servers that it needs.</summary>
public class ConnectionJudgementTests
{
    private static readonly DateTimeOffset Until = new(2027, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-100, "Green", "enrolled as 'd-1', valid until 2027-03-01", "")]
    [InlineData(-10, "Amber", "enrolled as 'd-1'; valid until 2027-03-01, and not renewed since 2027-01-30", "mend what is said of the control room")]
    [InlineData(1, "Red", "expired on 2027-03-01", "until 2027-05-30 it renews them by itself")]
    [InlineData(91, "Red", "expired on 2027-03-01", "enrol the device anew")]
    public void Certificates_expire_can_be_renewed_for_a_while_and_then_no_more(int days, string colour, string words, string cure)
    {
        var found = CertificateJudgement.Judge(new("d-1", Until, Until.AddDays(-30), Until.AddDays(days)), new("mqtts://room:8883"));
        Assert.Equal((colour, words), (found.Colour.ToString(), found.Words));
        Assert.Contains(cure, found.Cure ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mqtt://127.0.0.1:1883", "NotFitted")]
    [InlineData("mqtt://10.0.0.9:1883", "Amber")]
    [InlineData("mqtts://10.0.0.9:8883", "Red")]
    public void A_device_that_has_not_enrolled_may_report_on_this_machine_only(string broker, string colour)
    {
        var found = CertificateJudgement.Judge(null, new(broker));
        Assert.Equal((colour, colour != "NotFitted"),
            (found.Colour.ToString(), found.Cure?.Contains("solutions-agent enrol CODE", StringComparison.Ordinal) == true));
    }

    [Fact]
    public void A_connection_ends_at_its_first_fault_each_with_a_cure_of_its_own()
    {
        var at = new Reached("room:8883", Known: "answers");
        Reached[] ends =
        [
            at with { Way = new("name", "the name 'room' is not known here", "no such host", "check this device's DNS server", new IOException()) },
            at with { Impostor = (ServerFault.OtherAuthority, "issued by a firewall") }, at with { Impostor = (ServerFault.Expired, "until 2026-11-01") },
            at with { Impostor = (ServerFault.OtherName, "its certificate is for other names") }, at with { Broken = "it sent no TLS" },
            at with { NotAccepted = "certificate revoked" }, at with { Refused = "NotAuthorized" },
        ];
        var found = ends.Select(e => ReachJudgement.Judge("broker", e)).ToList();
        Assert.All(found, f => Assert.Equal((Colour.Red, "broker"), (f.Colour, f.Part)));
        Assert.Equal(ends.Length, found.Select(f => f.Cure).Distinct().Count());
        Assert.Equal(["no such host", "issued by a firewall", "until 2026-11-01", "its certificate is for other names", "it sent no TLS",
            "certificate revoked", "NotAuthorized"], found.Select(f => f.Cause));
        Assert.Equal(new Finding("broker", Colour.Green, "room:8883 answers"), ReachJudgement.Judge("broker", at));
    }

    [Fact]
    public async Task A_name_that_is_not_known_and_a_port_that_is_closed_are_two_things()
    {
        var name = await WayToPort.FindFaultAsync("nowhere.invalid", 8883, "the broker", "correct mqtt", TestContext.Current.CancellationToken);
        Assert.Equal(("name", "the name 'nowhere.invalid' is not known here", "check this device's DNS server, or correct mqtt"),
            (name!.Stage, name.Words, name.Cure));

        var closed = FreePort.Take(1)[0];
        var port = await WayToPort.FindFaultAsync("127.0.0.1", closed, "the broker", "correct mqtt", TestContext.Current.CancellationToken);
        Assert.Equal(("connection", $"127.0.0.1:{closed} refuses the connection"), (port!.Stage, port.Words));
        Assert.Equal($"start the broker, or open TCP port {closed} of its machine for this device", port.Cure);
    }
}
