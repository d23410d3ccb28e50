using System.CommandLine;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Access;
using Command = System.CommandLine.Command;

namespace Solutions.Edge.ControlRoom.Seals;

/// <summary><c>seals verify|anchor|proof</c> ask the running control room; <c>cosign|cosigned|check-proof</c> need nothing but files.</summary>
internal static class SealCommands
{
    private const int Wrong = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new InstantConverter(), new WordConverter<SealKeyKind>(), new WordConverter<SealFault>() },
    };

    private static Option<string?> Device => new("--device") { Description = "The device; without it all of the catalogue." };

    public static Command Create() => new("seals", "What devices sealed, and whether what is stored is still that.")
    {
        Verify(), Anchor(), Proof(), SealFiles.CheckProof(), SealFiles.Cosign(), SealFiles.Cosigned(),
    };

    private static Command Verify()
    {
        var (device, from, to) = (Device, new Option<string?>("--from") { Description = "The first instant, such as 2026-11-23T23:00:00Z." },
            new Option<string?>("--to") { Description = "The instant before which rows are looked at." });
        var verify = new Command("verify", "Holds stored rows against the seals of their devices, and names what is not as sealed; 1 = something is not.")
        {
            device, from, to, RoomClient.Url,
        };
        verify.SetAction(async (given, stopping) =>
        {
            var faults = 0L;
            var asked = await RoomClient.AskAsync(async http =>
            {
                var query = string.Join('&', new[] { ("device", given.GetValue(device)), ("from", given.GetValue(from)), ("to", given.GetValue(to)) }
                    .Where(q => q.Item2 is not null).Select(q => $"{q.Item1}={Uri.EscapeDataString(q.Item2!)}"));
                var reports = await GetAsync<IReadOnlyList<SealReport>>(http, $"api/v1/seals/verify?{query}", stopping);
                faults = reports.Sum(r => r.Faults);
                return string.Join('\n', reports.Select(Words));
            }, given.GetValue(RoomClient.Url)!);
            return asked == 0 && faults > 0 ? Wrong : asked;
        });
        return verify;
    }

    private static string Words(SealReport report)
    {
        var lines = new List<string>
        {
            report.Seals == 0 ? $"{report.Device}: nothing is sealed."
                : FormattableString.Invariant($"{report.Device}: {report.Seals} seals, {report.Rows} rows as sealed, ")
                    + (report.Faults == 0 ? "nothing is wrong." : FormattableString.Invariant($"{report.Faults} WRONG:")),
        };
        lines.AddRange(report.Findings.Select(f => $"  {JsonNamingPolicy.KebabCaseLower.ConvertName(f.Fault.ToString())}: {f.Words}"));
        if (report.Faults > report.Findings.Count)
            lines.Add(FormattableString.Invariant($"  and {report.Faults - report.Findings.Count} more"));
        if (report.Erased > 0)
            lines.Add(FormattableString.Invariant($"  {report.Erased} rows erased on schedule, ")
                + (report.Findings.Any(f => f.Fault is SealFault.Chain or SealFault.Key || f.Stream == Streams.Seal) ? "seals not intact." : "seal intact."));
        if (report.Unsealed > 0)
            lines.Add(FormattableString.Invariant($"  {report.Unsealed} rows are in no seal: it is to come, is missing, or the device stopped before it."));
        lines.AddRange(report.Notes.Select(n => "  " + n));
        return string.Join('\n', lines);
    }

    private static Command Anchor()
    {
        var make = new Option<bool>("--make") { Description = "Makes one now, of the seals that were received since the last." };
        var anchor = new Command("anchor", "Shows the anchors and where their files are.") { make, RoomClient.Url };
        anchor.SetAction((given, stopping) => RoomClient.AskAsync(async http =>
        {
            if (given.GetValue(make))
            {
                using var answer = await http.PostAsync("api/v1/seals/anchors", null, stopping);
                await RoomClient.ThrowIfRefusedAsync(answer, stopping);
            }
            var view = await GetAsync<AnchorsView>(http, "api/v1/seals/anchors", stopping);
            return string.Join('\n', [.. view.Anchors.Select(a => FormattableString.Invariant(
                $"{a.Number} {InstantConverter.Write(a.Made)} {a.Seals} seals of {a.Runs} runs, root {a.Root}")), $"The files are in {view.Folder}."]);
        }, given.GetValue(RoomClient.Url)!));
        return anchor;
    }

    private static Command Proof()
    {
        var (device, minute, output) = (new Option<string>("--device") { Description = "The device.", Required = true },
            new Option<string>("--minute") { Description = "The start of a UTC minute, such as 2026-11-23T23:04:00Z.", Required = true },
            new Option<string>("--output") { Description = "Where it goes, and beside it its anchor (.anchor.json) and key (.key.json).", Required = true });
        var proof = new Command("proof", "Writes the proof that a device sealed a minute.") { device, minute, output, RoomClient.Url };
        proof.SetAction((given, stopping) => RoomClient.AskAsync(async http =>
        {
            var (of, at, file) = (given.GetValue(device)!, given.GetValue(minute)!, given.GetValue(output)!);
            var view = await GetAsync<ProofView>(http, $"api/v1/seals/proof?device={Uri.EscapeDataString(of)}&minute={Uri.EscapeDataString(at)}", stopping);
            var bytes = Convert.FromBase64String(view.Proof);
            await File.WriteAllBytesAsync(file, bytes, stopping);
            await File.WriteAllBytesAsync(file + SealFiles.AnchorEnd, view.Anchor.Write(), stopping);
            await File.WriteAllBytesAsync(file + SealFiles.KeyEnd, JsonSerializer.SerializeToUtf8Bytes(view.Key, ContractsJson.Default.SealKey), stopping);
            return $"{bytes.Length} bytes are in {file}; check it with: seals check-proof {file}";
        }, given.GetValue(RoomClient.Url)!));
        return proof;
    }

    private static async Task<T> GetAsync<T>(HttpClient http, string address, CancellationToken stopping)
    {
        using var answer = await http.GetAsync(address, stopping);
        await RoomClient.ThrowIfRefusedAsync(answer, stopping);
        if (answer.StatusCode == System.Net.HttpStatusCode.NoContent)
            throw new IOException("No anchor holds a seal of that minute; one is made every day, and by seals anchor --make.");
        return (await answer.Content.ReadFromJsonAsync<T>(Json, stopping))!;
    }
}
