using System.Globalization;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Sites.Pages;

/// <summary>Reads the form of a site: what is wrong comes back as a sentence with what would be right.</summary>
internal static class SiteForm
{
    private static readonly string[] Hours = ["night", "closed", "nightTimeEconomy", "binHours"];

    /// <summary>Name, type and time zone, which a new site begins with.</summary>
    public static string? ReadBeginning(SiteEntry present, IFormCollection form, out SiteEntry site)
    {
        site = present;
        if (FindFault<SiteType>("type", Text(form, "type"), out var type) is { } fault)
            return fault;
        site = present with { Name = Text(form, "name"), Type = type, TimeZone = Text(form, "timeZone") };
        return site.FindFault();
    }

    /// <summary>All but the devices.</summary>
    public static string? Read(SiteEntry present, IFormCollection form, out SiteEntry site)
    {
        var hours = new Dictionary<string, DailyHours>();
        foreach (var name in Hours)
        {
            if (!DailyHours.TryParse(Text(form, name), out var read))
            {
                site = present;
                return $"{name} is '{Text(form, name)}'; it must be two different times of day such as 23:00-07:00";
            }
            hours[name] = read;
        }
        if (ReadBeginning(present, form, out site) is { } wrong)
            return wrong;
        var days = new List<DayOfWeek>();
        foreach (var text in form["binDays"])
        {
            if (FindFault<DayOfWeek>("binDays", text ?? "", out var day) is { } fault)
                return fault;
            days.Add(day);
        }
        if (ReadLater(form, present.Hours, out var later) is { } late)
            return late;
        if (ReadCallUp(form, out var callUp) is { } unread)
            return unread;
        site = site with
        {
            Hours = later with
            {
                Night = hours["night"],
                Closed = hours["closed"],
                NightTimeEconomy = hours["nightTimeEconomy"],
                BinHours = hours["binHours"],
                BinDays = days,
            },
            ShowPeople = form["privacy"].Contains("showPeople"),
            AllowsAssessedSound = form["privacy"].Contains("allowsAssessedSound"),
            TellsHomeAlerts = form["privacy"].Contains("tellsHomeAlerts"),
            CallUp = callUp,
        };
        return site.FindFault();
    }

    /// <summary>When music is licensed, if it is, and the nights of fireworks, by comma; a form that has no such fields leaves them as they are.</summary>
    private static string? ReadLater(IFormCollection form, SiteHours present, out SiteHours hours)
    {
        hours = present;
        if (form.ContainsKey("licensed") && Text(form, "licensed") is var licensed)
        {
            if (licensed.Length > 0 && !DailyHours.TryParse(licensed, out _))
                return $"licensed is '{licensed}'; it must be two different times of day such as 10:00-23:00, or not given";
            hours = hours with { Licensed = DailyHours.TryParse(licensed, out var read) ? read : null };
        }
        if (!form.ContainsKey("fireworksNights"))
            return null;
        var nights = new List<FireworksNight>();
        foreach (var text in Text(form, "fireworksNights").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!FireworksNight.TryParse(text, out var night))
                return $"fireworksNights holds '{text}'; each must be a day and its curfew, such as 11-05 24:00 or 2026-11-08 01:00, with commas between";
            nights.Add(night);
        }
        hours = hours with { FireworksNights = nights };
        return null;
    }

    /// <summary>A council camera: number and preset, or neither.</summary>
    public static string? ReadCallUp(IFormCollection form, out CouncilCamera? camera)
    {
        camera = null;
        var (number, preset) = (Text(form, "callUpCamera"), Text(form, "callUpPreset"));
        if (number.Length == 0 && preset.Length == 0)
            return null;
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var read)
            || !int.TryParse(preset, NumberStyles.None, CultureInfo.InvariantCulture, out var look))
            return $"the camera to call up is '{number}' with preset '{preset}'; both must be whole numbers, or neither be given";
        camera = new(read, look);
        return null;
    }

    public static string Text(IFormCollection form, string name) => form[name].ToString().Trim();

    /// <summary>A word of an enumeration.</summary>
    public static string? FindFault<T>(string name, string text, out T value) where T : struct, Enum =>
        Enum.TryParse(text, out value) && Enum.GetName(value) == text ? null : $"{name} is '{text}'; it must be one of {string.Join(", ", Enum.GetNames<T>())}";
}
