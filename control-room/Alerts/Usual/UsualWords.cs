using System.Globalization;

namespace Solutions.Edge.ControlRoom.Alerts.Usual;

/// <summary>What is usual, in words.</summary>
internal static class UsualWords
{
    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>Such as <c>Mon 23:00</c>.</summary>
    public static string Hour(int hourOfWeek) => $"{Days[hourOfWeek / 24]} {hourOfWeek % 24:00}:00";

    public static string Figure(double? figure) => figure?.ToString("0.0", CultureInfo.InvariantCulture) ?? "not known";

    public static string From(LearntFrom from) => from switch
    {
        { Minutes: 0 } => "not learnt",
        { IsOfOtherDays: true } => $"{from.Minutes} min of {from.Days} dates, that hour of every day",
        _ => $"{from.Minutes} min of {from.Days} dates",
    };

    public static string Left(IReadOnlyDictionary<LeftOut, int> leftOut) => leftOut.Count == 0 ? "nothing"
        : string.Join(", ", leftOut.OrderBy(l => l.Key).Select(l => $"{l.Value} min {Why(l.Key)}"));

    private static string Why(LeftOut why) => why switch
    {
        LeftOut.Alert => "while an alert was open",
        LeftOut.Overload => "in overload",
        LeftOut.UnderRange => "under the microphone's range",
        LeftOut.Constant => "without any change: a broken sensor, or one that hears itself alone",
        LeftOut.CameraBlocked => "with the camera covered, moved or out of focus",
        _ => "without a picture to go by",
    };
}
