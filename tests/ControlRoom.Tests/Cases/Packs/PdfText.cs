using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Packs;

/// <summary>What a reader of a PDF reads: its glyphs by the table from glyph to letter that each font carries.</summary>
internal static partial class PdfText
{
    /// <summary>The text of each page, in the order in which it was drawn.</summary>
    public static IReadOnlyList<string> Pages(byte[] pdf)
    {
        using var document = PdfReader.Open(new MemoryStream(pdf), PdfDocumentOpenMode.Import);
        return [.. document.Pages.Cast<PdfPage>().Select(Text)];
    }

    private static string Text(PdfPage page)
    {
        var fonts = page.Elements.GetDictionary("/Resources")!.Elements.GetDictionary("/Font")!;
        var letters = fonts.Elements.Keys.ToDictionary(k => k.TrimStart('/'), k => Letters(fonts.Elements.GetDictionary(k)!));
        var (words, font) = (new List<string>(), "");
        var content = Encoding.Latin1.GetString(page.Contents.CreateSingleContent().Stream.UnfilteredValue);
        foreach (Match match in Operators().Matches(content))
        {
            if (match.Groups["font"].Success)
                font = match.Groups["font"].Value;
            else
                words.Add(string.Concat(match.Groups["text"].Value.Where(char.IsAsciiHexDigit).Chunk(4)
                    .Select(g => letters[font].GetValueOrDefault(new string(g).ToUpperInvariant(), "?"))));
        }
        return string.Join(' ', words);
    }

    private static Dictionary<string, string> Letters(PdfDictionary font)
    {
        var map = Encoding.Latin1.GetString(font.Elements.GetDictionary("/ToUnicode")!.Stream.UnfilteredValue);
        var letters = new Dictionary<string, string>();
        foreach (Match range in Ranges().Matches(map))
        {
            var (first, last, letter) = (Hex(range.Groups[1]), Hex(range.Groups[2]), Hex(range.Groups[3]));
            for (var glyph = first; glyph <= last; glyph++)
                letters[glyph.ToString("X4", CultureInfo.InvariantCulture)] = char.ConvertFromUtf32(letter + glyph - first);
        }
        return letters;
    }

    private static int Hex(Group group) => int.Parse(group.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"/(?<font>\w+)\s+[-\d.]+\s+Tf|<(?<text>[0-9A-Fa-f\s]*)>\s*Tj")]
    private static partial Regex Operators();

    [GeneratedRegex("<([0-9A-Fa-f]{4})>\\s*<([0-9A-Fa-f]{4})>\\s*<([0-9A-Fa-f]{4})>")]
    private static partial Regex Ranges();
}
