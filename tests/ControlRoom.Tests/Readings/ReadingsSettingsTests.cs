using Microsoft.Extensions.Configuration;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

public class ReadingsSettingsTests
{
    [Theory]
    [InlineData("STORE=sqlite", "SOLUTIONS__READINGS__STORE is 'sqlite'; it must be duckdb or influxdb.")]
    [InlineData("SECONDSDAYS=0", "SOLUTIONS__READINGS__SECONDSDAYS is 0; it must be 1 to 3650.")]
    [InlineData("MINUTESDAYS=4000", "SOLUTIONS__READINGS__MINUTESDAYS is 4000; it must be 1 to 3650.")]
    [InlineData("INFLUXDB__URL=influx:8086", "SOLUTIONS__READINGS__INFLUXDB__URL does not read; it must be an address such as")]
    [InlineData("INFLUXDB__URL=http://me:secret@127.0.0.1:8086", "SOLUTIONS__READINGS__INFLUXDB__URL does not read; it must be an address such as")]
    [InlineData("INFLUXDB__URL=http://influx.example:8086",
        "SOLUTIONS__READINGS__INFLUXDB__URL is 'http://influx.example:8086'; beyond this machine it must be https")]
    [InlineData("INFLUXDB__DATABASE=", "SOLUTIONS__READINGS__INFLUXDB__DATABASE is empty")]
    [InlineData("INFLUXDB__TOKEN=t INFLUXDB__USER=u", "SOLUTIONS__READINGS__INFLUXDB__TOKEN and SOLUTIONS__READINGS__INFLUXDB__USER are both set")]
    [InlineData("INFLUXDB__API=4", "SOLUTIONS__READINGS__INFLUXDB__API is 4; it must be 1, 2 or 3")]
    [InlineData("INFLUXDB__API=2 INFLUXDB__ORG=o", "SOLUTIONS__READINGS__INFLUXDB__TOKEN is empty; with API 2")]
    [InlineData("INFLUXDB__API=2 INFLUXDB__TOKEN=t", "SOLUTIONS__READINGS__INFLUXDB__ORG is empty; with API 2")]
    [InlineData("INFLUXDB__BUCKET=b", "SOLUTIONS__READINGS__INFLUXDB__BUCKET is set with API 1")]
    [InlineData("INFLUXDB__USER=u", "SOLUTIONS__READINGS__INFLUXDB__PASSWORD is empty")]
    [InlineData("INFLUXDB__PASSWORD=p", "SOLUTIONS__READINGS__INFLUXDB__USER is empty")]
    public void A_setting_that_cannot_be_is_refused_with_a_sentence_that_names_it(string settings, string says) =>
        Assert.StartsWith(says, Read("STORE=influxdb " + settings).FindFault(), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("STORE=influxdb")]
    [InlineData("STORE=influxdb INFLUXDB__URL=https://influx.example INFLUXDB__DATABASE=d INFLUXDB__TOKEN=t")]
    [InlineData("STORE=influxdb INFLUXDB__API=2 INFLUXDB__ORG=o INFLUXDB__BUCKET=b INFLUXDB__TOKEN=t")]
    [InlineData("STORE=influxdb INFLUXDB__API=3 INFLUXDB__TOKEN=t")]
    [InlineData("STORE=influxdb INFLUXDB__USER=u INFLUXDB__PASSWORD=p")]
    public void Settings_that_can_be_are_taken(string settings) => Assert.Null(Read(settings).FindFault());

    private static ControlRoomOptions Read(string settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('=')).GroupBy(s => s[0])
            .Select(s =>
                KeyValuePair.Create($"{ControlRoomOptions.Section}:READINGS:{s.Key.Replace("__", ":", StringComparison.Ordinal)}", (string?)s.Last()[1])))
        .Build().GetSection(ControlRoomOptions.Section).Get<ControlRoomOptions>() ?? new();
}
