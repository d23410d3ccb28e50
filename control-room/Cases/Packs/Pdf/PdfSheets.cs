using System.Globalization;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Pdf;

/// <summary>Pages of A4, filled from the top, every text and picture tagged for screen readers. Not thread-safe.</summary>
internal sealed class PdfSheets : IDisposable
{
    private const double Side = 56, Top = 56, Bottom = 64, BodySize = 9.5;

    private readonly PdfDocument document = new();
    private readonly StructureBuilder structure;
    private readonly string footer;
    private readonly Dictionary<(double, bool), PdfWords> words = [];
    private readonly List<string> printed = [];
    private PdfPage page = null!;
    private XGraphics on = null!;
    private double y;

    /// <param name="title">Of the document.</param>
    /// <param name="footer">On every page, before its number.</param>
    /// <param name="made">When it is made.</param>
    public PdfSheets(string title, string footer, DateTimeOffset made)
    {
        this.footer = footer;
        document.Info.Title = title;
        document.Info.CreationDate = made.UtcDateTime;
        document.Info.ModificationDate = made.UtcDateTime;
        var access = UAManager.ForDocument(document);
        access.SetDocumentLanguage("en-GB");
        structure = access.StructureBuilder;
        NewPage();
    }

    public int Pages => document.PageCount;

    /// <summary>Every text in the order it was printed.</summary>
    public IReadOnlyList<string> Printed => printed;

    private double Width => page.Width.Point - 2 * Side;

    private double Floor => page.Height.Point - Bottom;

    public void NewPage()
    {
        structure.EndMarkedContentsWithId();
        on?.Dispose();
        page = document.AddPage();
        page.Size = PdfSharp.PageSize.A4;
        on = XGraphics.FromPdfPage(page);
        y = Top;
        Aside($"{footer}   page {document.PageCount.ToString(CultureInfo.InvariantCulture)}", page.Height.Point - Bottom / 2);
    }

    /// <param name="level">1 to 3.</param>
    /// <param name="text">What it says.</param>
    /// <param name="with">Points that must follow on the same page.</param>
    public void Heading(int level, string text, double with = 50)
    {
        var font = Words(level switch { 1 => 18, 2 => 13, _ => 10.5 }, isBold: true);
        var lines = font.Break(on, text, Width);
        // A heading stays with what follows it.
        Room(lines.Count * font.LineHeight + with);
        y += level == 1 ? 0 : 8;
        Tagged(level switch { 1 => PdfBlockLevelElementTag.Heading1, 2 => PdfBlockLevelElementTag.Heading2, _ => PdfBlockLevelElementTag.Heading3 },
            () => Lines(font, lines, Side));
        printed.Add(text);
        y += 4;
    }

    public void Paragraph(string text, double size = BodySize, bool isBold = false)
    {
        var font = Words(size, isBold);
        Tagged(PdfBlockLevelElementTag.Paragraph, () => Lines(font, font.Break(on, text, Width), Side));
        printed.Add(text);
        y += size * 0.5;
    }

    public void List(IEnumerable<string> items, double size = BodySize)
    {
        var font = Words(size);
        structure.BeginElement(PdfBlockLevelElementTag.List);
        foreach (var item in items)
        {
            structure.BeginElement(PdfBlockLevelElementTag.ListItem);
            Room(font.LineHeight);
            Tagged(PdfBlockLevelElementTag.Label, () => on.DrawString("•", font.Font, XBrushes.Black, Side, y + font.Font.Size));
            Tagged(PdfBlockLevelElementTag.ListBody, () => Lines(font, font.Break(on, item, Width - 12), Side + 12));
            structure.End();
            printed.Add(item);
            y += 2;
        }
        structure.End();
        y += 4;
    }

    /// <param name="shares">Each column's share of the width.</param>
    /// <param name="heads">The columns' names.</param>
    /// <param name="rows">As many cells each.</param>
    public void Table(IReadOnlyList<double> shares, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        structure.BeginElement(PdfBlockLevelElementTag.Table);
        Row(shares, heads, isHead: true);
        foreach (var row in rows)
        {
            Row(shares, row, isHead: false, heads);
            printed.Add(string.Join(" | ", row));
        }
        structure.End();
        y += 8;
    }

    /// <param name="alternative">What the picture shows, in words.</param>
    /// <param name="height">In points.</param>
    /// <param name="draw">Draws it into the rectangle.</param>
    public void Picture(string alternative, double height, Action<XGraphics, XRect> draw)
    {
        Room(height);
        var place = new XRect(Side, y, Width, height);
        structure.BeginElement(PdfIllustrationElementTag.Figure, alternative, place);
        draw(on, place);
        structure.End();
        y += height + 6;
    }

    public byte[] Save()
    {
        structure.EndMarkedContentsWithId();
        on.Dispose();
        using var to = new MemoryStream();
        document.Save(to, closeStream: false);
        return to.ToArray();
    }

    public void Dispose()
    {
        on.Dispose();
        document.Dispose();
    }

    private void Row(IReadOnlyList<double> shares, IReadOnlyList<string> cells, bool isHead, IReadOnlyList<string>? heads = null)
    {
        var font = Words(7.5, isHead);
        var columns = cells.Zip(shares, (text, share) => font.Break(on, text, Width * share - 6)).ToList();
        var height = columns.Max(c => c.Count) * font.LineHeight + 3;
        if (y + height > Floor)
        {
            NewPage();
            if (heads is not null)
                Row(shares, heads, isHead: true);
        }
        structure.BeginElement(PdfBlockLevelElementTag.TableRow);
        var (x, top) = (Side, y);
        for (var i = 0; i < columns.Count; i++)
        {
            y = top;
            var left = x;
            Tagged(isHead ? PdfBlockLevelElementTag.TableHeaderCell : PdfBlockLevelElementTag.TableDataCell, () => Lines(font, columns[i], left));
            x += Width * shares[i];
        }
        structure.End();
        y = top + height;
        structure.BeginArtifact();
        on.DrawLine(XPens.LightGray, Side, y - 1.5, Side + Width, y - 1.5);
        structure.End();
    }

    private void Lines(PdfWords font, List<string> lines, double x)
    {
        foreach (var line in lines)
        {
            Room(font.LineHeight);
            if (line.Length > 0)
                on.DrawString(line, font.Font, XBrushes.Black, x, y + font.Font.Size);
            y += font.LineHeight;
        }
    }

    private void Room(double height)
    {
        if (y + height > Floor)
            NewPage();
    }

    private void Aside(string text, double at)
    {
        structure.BeginArtifact();
        on.DrawString(text, Words(7).Font, XBrushes.DimGray, Side, at);
        structure.End();
    }

    private void Tagged(PdfBlockLevelElementTag tag, Action draw)
    {
        structure.BeginElement(tag);
        draw();
        structure.End();
    }

    private PdfWords Words(double size, bool isBold = false) =>
        words.TryGetValue((size, isBold), out var known) ? known : words[(size, isBold)] = new(PdfFonts.Of(size, isBold));
}
