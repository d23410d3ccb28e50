using PdfSharp.Drawing;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Pdf;

/// <summary>A text of one size, broken into lines. Not thread-safe.</summary>
internal sealed class PdfWords(XFont font)
{
    private readonly Dictionary<char, double> widths = [];

    public XFont Font => font;

    public double LineHeight { get; } = font.Size * 1.32;

    /// <summary>Lines no wider than that; a word that is wider is broken.</summary>
    public List<string> Break(XGraphics on, string text, double width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var (line, used) = ("", 0.0);
            foreach (var word in paragraph.Split(' ').SelectMany(w => Pieces(on, w, width)))
            {
                var (space, length) = (line.Length > 0 ? Width(on, " ") : 0, Width(on, word));
                if (line.Length > 0 && used + space + length > width)
                {
                    lines.Add(line);
                    (line, used, space) = ("", 0, 0);
                }
                line = line.Length > 0 ? $"{line} {word}" : word;
                used += space + length;
            }
            lines.Add(line);
        }
        return lines;
    }

    private IEnumerable<string> Pieces(XGraphics on, string word, double width)
    {
        while (word.Length > 1 && Width(on, word) > width)
        {
            var fits = 1;
            while (fits < word.Length - 1 && Width(on, word[..(fits + 1)]) <= width)
                fits++;
            yield return word[..fits];
            word = word[fits..];
        }
        yield return word;
    }

    private double Width(XGraphics on, string text)
    {
        var sum = 0.0;
        foreach (var letter in text)
        {
            if (!widths.TryGetValue(letter, out var width))
                widths[letter] = width = on.MeasureString(letter.ToString(), font).Width;
            sum += width;
        }
        return sum;
    }
}
