using System.Globalization;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Sites.Pages;

/// <summary>Reads the forms of a device and of a zone: what is wrong comes back as a sentence with what would be right.</summary>
internal static class DeviceForm
{
    /// <summary>Name and what is fitted; a camera that stays keeps its zones.</summary>
    public static string? Read(DeviceEntry present, IFormCollection form, out DeviceEntry device)
    {
        device = present;
        var (gate, fitted) = (SiteForm.Text(form, "gate"), form["fitted"]);
        var how = LockType.Keyed;
        if (gate.Length > 0 && SiteForm.FindFault("gate", gate, out how) is { } fault)
            return fault;
        CameraEntry? camera = null;
        if (fitted.Contains("camera") && ReadCamera(present.Camera ?? new(), form, out camera) is { } wrong)
            return wrong;
        device = present with
        {
            Name = SiteForm.Text(form, "name"),
            Sound = fitted.Contains("sound") ? present.Sound ?? new() : null,
            Camera = camera,
            Gate = gate.Length == 0 ? null : (present.Gate ?? new()) with { Lock = how },
        };
        return device.FindFault();
    }

    public static string? ReadZone(IFormCollection form, out ZoneEntry? zone)
    {
        zone = null;
        if (SiteForm.FindFault<ZoneKind>("kind", SiteForm.Text(form, "kind"), out var kind) is { } unknown)
            return unknown;
        if (PointText.Read("the polygon", SiteForm.Text(form, "polygon"), out var polygon) is { } wrong)
            return wrong;
        if (ReadScale(form, out var scale) is { } unread)
            return unread;
        if (SiteForm.ReadCallUp(form, out var callUp) is { } fault)
            return fault;
        zone = new() { Id = SiteForm.Text(form, "zone"), Kind = kind, Polygon = polygon, Scale = scale, CallUp = callUp };
        return zone.FindFault();
    }

    private static string? ReadCamera(CameraEntry present, IFormCollection form, out CameraEntry camera)
    {
        camera = present;
        var masks = new List<double[][]>();
        foreach (var line in SiteForm.Text(form, "masks").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (PointText.Read($"mask {masks.Count + 1}", line, out var mask) is { } wrong)
                return wrong;
            masks.Add(mask);
        }
        if (ReadSize(form, "width", out var width) is { } wide)
            return wide;
        if (ReadSize(form, "height", out var height) is { } high)
            return high;
        camera = present with { Width = width, Height = height, Masks = masks };
        return null;
    }

    private static string? ReadSize(IFormCollection form, string name, out int? size)
    {
        size = null;
        var text = SiteForm.Text(form, name);
        if (text.Length == 0)
            return null;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read))
            return $"{name} is '{text}'; it must be the picture's pixels, 16 to 8192, or not given";
        size = read;
        return null;
    }

    private static string? ReadScale(IFormCollection form, out ScaleEntry? scale)
    {
        scale = null;
        var (line, metres) = (SiteForm.Text(form, "scale"), SiteForm.Text(form, "metres"));
        if (line.Length == 0 && metres.Length == 0)
            return null;
        if (PointText.Read("the scale", line, out var points) is { } wrong)
            return wrong;
        if (points is not [var from, var to] || !double.TryParse(metres, NumberStyles.Float, CultureInfo.InvariantCulture, out var apart))
            return $"the scale is '{line}' with '{metres}' metres; it must be two points such as 0.2,0.8 0.6,0.8 and how many metres lie between them";
        scale = new(from, to, apart);
        return null;
    }
}
