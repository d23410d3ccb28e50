namespace Solutions.Edge.ControlRoom.Cases.Acts;

/// <summary>One night of a case's microphone in few figures.</summary>
/// <param name="Evening">The day on which it begins.</param>
/// <param name="LAeq">Energy mean in dB; null = nothing was measured.</param>
/// <param name="Capture">How much of it was measured, in %.</param>
/// <param name="LoudQuarters">Quarter-hours whose LAeq is 10 dB or more over the night's LA90.</param>
/// <param name="Taps">Taps of the diary in it.</param>
/// <param name="IsDoubted">True: its minutes have overload or were under range.</param>
internal sealed record CaseNight(DateOnly Evening, double? LAeq, double Capture, int LoudQuarters, int Taps, bool IsDoubted)
{
    /// <summary>Of less of a night nothing can be said.</summary>
    public const double LeastCapture = 50;

    public bool IsUsable => LAeq is not null && Capture >= LeastCapture;
}

/// <summary>The last nights of one of a case's microphones.</summary>
/// <param name="Device">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Nights">The oldest first; the last one has ended.</param>
internal sealed record CaseSensor(string Device, string Name, IReadOnlyList<CaseNight> Nights);

/// <summary>What a case's sensors have given of late.</summary>
internal sealed record CaseEvidence(IReadOnlyList<CaseSensor> Sensors)
{
    public static readonly CaseEvidence None = new([]);

    /// <summary>How bad it was: loud quarter-hours and taps of the last nights.</summary>
    public int Harm => Sensors.Sum(s => s.Nights.Sum(n => n.LoudQuarters + n.Taps));

    /// <summary>Nights of which something can be said.</summary>
    public int UsableNights => Sensors.Sum(s => s.Nights.Count(n => n.IsUsable));

    /// <summary>How much of the last nights was measured, in %; null = it has no sensor.</summary>
    public double? Capture => Sensors.SelectMany(s => s.Nights).ToList() is { Count: > 0 } nights ? nights.Average(n => n.Capture) : null;
}
