using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Tests.Http;

namespace Solutions.Edge.ControlRoom.Tests.Devices.Calibrations;

/// <summary>The whole control room over HTTP: a device delivers the checks of its microphone, and people read them.</summary>
public class CalibrationsApiTests(RunningRoom room)
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Checks_are_kept_once_as_they_came_and_stand_on_the_devices_page_with_their_drift()
    {
        // 93.6 of 94 by -26 gives -26.4; 94.65 by that gives -25.75: it drifted by 0.65 dB.
        var (first, second) = (Sheet(9, -26, 93.6, CalibrationTime.Before) with { Microphone = "MIC-2" },
            Sheet(12, -26.4, 94.65, CalibrationTime.After) with { Microphone = "MIC-2" });
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(second)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(first)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(first with { Role = "somebody else" })).Status);

        using var answer = await room.SendAsync(new(HttpMethod.Get, "/api/v1/devices/lamp/calibrations"));
        var kept = (await answer.Content.ReadFromJsonAsync<JsonElement>(Stopping)).EnumerateArray().Select(c => c.GetProperty("sheet"))
            .Where(s => s.GetProperty("microphone").GetString() == "MIC-2").ToList();
        Assert.Equal([(first.Id, "before", "engineer"), (second.Id, "after", "engineer")],
            kept.Select(s => (s.GetProperty("id").GetString(), s.GetProperty("time").GetString(), s.GetProperty("role").GetString())));

        var row = Assert.Single(await (await room.ServiceAsync<AuditLog>()).FindAsync(first.Id, null, 10, Stopping));
        Assert.Equal(("device lamp", "calibration stored", "lamp", $"{first.Id}: 93.60 dB read of 94 dB (-0.40 dB)"),
            (row.Hand, row.Act, row.Subject, row.Detail));

        using var page = await room.SendAsync(new(HttpMethod.Get, "/devices/lamp"));
        var html = await page.Content.ReadAsStringAsync(Stopping);
        Assert.Matches($"data-calibration=\"{second.Id}\">[\\s\\S]*class=\"doubtful\">\\+0.65 dB, over 0.5 dB: what was measured between is in doubt</td>"
            + "[\\s\\S]*CAL-4711, class 1, lab 12/345</td>[\\s\\S]*MIC-2, no class, self-noise 29 dB\\(A\\)</td>",
            html.Replace("&#x2B;", "+", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_check_that_cannot_be_is_refused_and_named()
    {
        var sheet = Sheet(20, -26, 94, CalibrationTime.Between);
        Assert.Equal((HttpStatusCode.BadRequest, "The sheet is refused: calibratorClass is 5; it must be 1 or 2, or null."),
            await PutAsync(sheet with { CalibratorClass = 5 }));
        Assert.Equal((HttpStatusCode.BadRequest, $"The sheet is '{sheet.Id}' of device 'lamp'; it must be 'other' of 'lamp', as its address says."),
            await PutAsync(sheet, id: "other"));
        Assert.Equal((HttpStatusCode.NotFound, "Device 'nobody' is at no site now."), await PutAsync(sheet with { Device = "nobody" }));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PutAsync(sheet with { Certificate = new('x', CalibrationSheet.MostBytes) })).Status);
        using var unknown = await room.SendAsync(new(HttpMethod.Get, "/api/v1/devices/nobody/calibrations"));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    internal static CalibrationSheet Sheet(int hour, double from, double read, CalibrationTime when) => new()
    {
        Id = Ids.New(),
        Device = "lamp",
        At = new(2026, 11, 29, hour, 0, 0, TimeSpan.Zero),
        Time = when,
        Microphone = "MIC-1",
        SelfNoiseDba = 29,
        Calibrator = "CAL-4711",
        CalibratorClass = 1,
        Certificate = "lab 12/345",
        Role = "engineer",
        LevelDb = 94,
        MeasuredDb = read,
        FromDbfs = from,
        SensitivityDbfs = Math.Round(from + read - 94, 3),
    };

    private async Task<(HttpStatusCode Status, string? Detail)> PutAsync(CalibrationSheet sheet, string? id = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, DevicePaths.Calibration(sheet.Device, id ?? sheet.Id))
        {
            Content = new ByteArrayContent(sheet.Write()),
        };
        request.Content.Headers.ContentType = new("application/json");
        using var answer = await room.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync(Stopping);
        return (answer.StatusCode, text.Length == 0 ? null : JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString());
    }
}
