using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Pdf;

/// <summary>The one typeface of a pack, from Debian's <c>fonts-dejavu-core</c>; embedded, so that it prints everywhere alike.</summary>
internal sealed class PdfFonts : IFontResolver
{
    private const string Folder = "/usr/share/fonts/truetype/dejavu", Regular = "DejaVuSans", Bold = "DejaVuSans-Bold";

    private static readonly Lock Once = new();

    private readonly Dictionary<string, byte[]> files = new[] { Regular, Bold }.ToDictionary(f => f, f => File.ReadAllBytes(Path.Combine(Folder, f + ".ttf")));

    /// <exception cref="IOException">The typeface is not installed.</exception>
    public static XFont Of(double size, bool isBold = false)
    {
        lock (Once)
        {
            try
            {
                GlobalFontSettings.FontResolver ??= new PdfFonts();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new IOException($"A pack's document needs the typeface DejaVu Sans: install fonts-dejavu-core ({e.Message})", e);
            }
        }
        return new(Regular, size, isBold ? XFontStyleEx.Bold : XFontStyleEx.Regular, XPdfFontOptions.UnicodeDefault);
    }

    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? Bold : Regular);

    public byte[] GetFont(string faceName) => files[faceName];
}
