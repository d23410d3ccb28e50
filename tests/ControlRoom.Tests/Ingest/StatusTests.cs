using System.Text;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Ingest;

public class StatusTests
{
    private static readonly SiteEntry Street = new()
    {
        Id = "street",
        Name = "Street",
        Type = SiteType.STREET,
        TimeZone = "Europe/London",
        Devices = [new() { Id = "lamp", Name = "Lamp" }],
    };

    [Fact]
    public async Task A_device_that_states_that_it_has_no_configuration_is_sent_that_of_its_place()
    {
        await using var intake = await Intake.StartAsync(sites: Street);
        await using var lamp = await WireDevice.ConnectAsync("lamp", intake.BrokerPort);
        await lamp.SendRawAsync(Topics.Up("lamp", Streams.Status), Status(0));
        var config = await Eventually.HasAsync("configuration", () =>
            Task.FromResult(lamp.Received.Where(m => m.Topic == Topics.DownConfig("lamp")).Select(m => (JsonElement?)m.Payload).FirstOrDefault() is { } payload
                ? PlaceConfiguration.Read(Encoding.UTF8.GetBytes(payload.GetRawText())) : null));
        Assert.Equal((SiteType.STREET, false), (config.Type, config.ShowPeople));
    }

    [Fact]
    public async Task A_status_that_does_not_read_is_listed_with_the_reason_and_an_empty_one_is_passed_over()
    {
        await using var intake = await Intake.StartAsync(sites: Street);
        await using var lamp = await WireDevice.ConnectAsync("lamp", intake.BrokerPort);
        await lamp.SendRawAsync(Topics.Up("lamp", Streams.Status), []);
        await lamp.SendRawAsync(Topics.Up("lamp", Streams.Status), Status(-1));
        var rejected = await Eventually.HasAsync("rejection", async () =>
            await intake.Http.GetStringAsync("/api/v1/rejected") is var answer && !answer.Contains("\"count\":0", StringComparison.Ordinal) ? answer : null);
        Assert.Contains("\"count\":1", rejected, StringComparison.Ordinal);
        Assert.Contains("config is -1; it must be 0 to 9007199254740991, or absent", rejected, StringComparison.Ordinal);
    }

    private static byte[] Status(long config) =>
        JsonSerializer.SerializeToUtf8Bytes(new StatusMessage(StatusMessage.Online, Ids.New(), 1, config), ContractsJson.Default.StatusMessage);
}
