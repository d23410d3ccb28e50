using System.CommandLine;
using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Cases.Packs.Sealed;

namespace Solutions.Edge.ControlRoom.Cases.Packs;

/// <summary><c>verify PACK.zip</c>: needs neither a control room nor its settings, data or keys.</summary>
internal static class VerifyCommand
{
    private const int Whole = 0, Changed = 1, NoPack = 2;

    /// <summary>Most faults that are printed one by one.</summary>
    private const int Most = 20;

    public static Command Create()
    {
        var file = new Argument<string>("PACK.zip") { Description = "The exhibit pack." };
        var key = new Option<string>("--key") { Description = "Fingerprint of the key that must have signed it, 64 hexadecimal digits." };
        var command = new Command("verify",
            "Says whether an exhibit pack is as it was signed, and what was changed; reads the file alone. Exit code 0: whole, 1: changed, 2: no pack.")
        {
            file, key,
        };
        command.SetAction(given => Verify(given.GetValue(file)!, given.GetValue(key), Console.Out, Console.Error));
        return command;
    }

    /// <returns>0 = as it was signed; 1 = changed, or signed by another key; 2 = it cannot be read or is no pack.</returns>
    public static int Verify(string file, string? key, TextWriter output, TextWriter error)
    {
        var wanted = key?.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        if (wanted is not null && (wanted.Length != 64 || !wanted.All(char.IsAsciiHexDigit)))
        {
            error.WriteLine($"--key is '{key}'; it must be a fingerprint of 64 hexadecimal digits.");
            return NoPack;
        }
        try
        {
            using var pack = File.OpenRead(file);
            return Say(SealedCheck.Check(pack), wanted, output);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            error.WriteLine($"{file} cannot be read: {e.Message}");
            return NoPack;
        }
    }

    private static int Say(PackVerdict verdict, string? wanted, TextWriter output)
    {
        if (verdict is { Manifest: null, Faults: [{ Part: "" } none] })
        {
            output.WriteLine(none.Words);
            return NoPack;
        }
        foreach (var fault in verdict.Faults.Take(Most))
            output.WriteLine($"CHANGED: {fault.Words}");
        if (verdict.Faults.Count > Most)
            output.WriteLine(Text($"CHANGED: {verdict.Faults.Count - Most} more."));
        if (verdict.Manifest is { } manifest && verdict.IsSigned)
        {
            if (verdict.IsWhole)
                output.WriteLine(Text($"WHOLE: {manifest.Parts.Count} parts, {manifest.Parts.Sum(p => p.Blocks.Count)} blocks and ") +
                    Text($"{manifest.Parts.Sum(p => p.Rows?.Count ?? 0)} lines are as they were signed."));
            output.WriteLine(Text($"Case {manifest.Case}, {manifest.Variant}, made {manifest.Made:yyyy-MM-dd HH:mm:ss} UTC by version {manifest.Version}."));
            output.WriteLine($"Signed by the key {verdict.Fingerprint}.");
            foreach (var line in verdict.Sealed?.Lines ?? [])
                output.WriteLine(line);
            if (wanted is null)
                output.WriteLine("Whose key that is the pack cannot prove: compare the fingerprint with the council's, or give it with --key.");
        }
        if (wanted is not null && wanted != verdict.Fingerprint)
        {
            output.WriteLine($"CHANGED: it must be signed by the key {wanted} and is not.");
            return Changed;
        }
        return verdict.IsWhole ? Whole : Changed;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
