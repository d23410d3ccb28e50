using System.CommandLine;
using System.Text.Json;
using QRCoder;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Devices.Identities;

/// <summary><c>enrolment-code</c>: asks the running control room for codes.</summary>
internal static class EnrolmentCommand
{
    public static Command Create()
    {
        var devices = new Argument<string[]>("DEVICE") { Description = "The device's id.", Arity = ArgumentArity.OneOrMore };
        var plain = new Option<bool>("--plain") { Description = "For scripts: a line a device, its id and the code." };
        var command = new Command("enrolment-code", "Gives the code by which a device enrols, once and within half an hour.")
        {
            devices, plain, RoomClient.Url,
        };
        command.SetAction((given, stopping) => RoomClient.AskAsync(async http =>
        {
            var lines = new List<string>();
            foreach (var device in given.GetValue(devices)!)
                lines.Add(await AskAsync(http, device, given.GetValue(plain), stopping));
            return string.Join('\n', lines);
        }, given.GetValue(RoomClient.Url)!));
        return command;
    }

    private static async Task<string> AskAsync(HttpClient http, string device, bool plain, CancellationToken stopping)
    {
        using var answer = await http.PostAsync($"api/v1/devices/{Uri.EscapeDataString(device)}/enrolment-code", null, stopping);
        await RoomClient.ThrowIfRefusedAsync(answer, stopping);
        var code = (await answer.Content.ReadFromJsonAsync<JsonElement>(stopping)).GetProperty("code").GetString()!;
        if (plain)
            return $"{device} {code}";
        using var qr = QRCodeGenerator.GenerateQrCode(code, QRCodeGenerator.ECCLevel.M);
        using var drawn = new AsciiQRCode(qr);
        return $"{drawn.GetGraphicSmall()}\nOn the device, once and within half an hour:\n\n  solutions-agent enrol {code}\n";
    }
}
