namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>Wind and rain by one device's gauges, over the last 17 minutes.</summary>
internal sealed class WeatherHistory
{
    /// <summary>A gate that is shaken reports often: within so many seconds the greater figures stand for all.</summary>
    private const int Together = 10;

    /// <summary>Wind is the mean of the minute before its record.</summary>
    private const int MeanSeconds = 60;

    private readonly List<(long Second, double Wind, double Rain)> readings = [];

    /// <param name="second">When it was reported.</param>
    /// <param name="wind">In m/s; null = not measured.</param>
    /// <param name="rain">In mm/h; null = not measured.</param>
    public void Add(long second, double? wind, double? rain)
    {
        if (wind is null && rain is null)
            return;
        readings.RemoveAll(r => r.Second < second - SecondSeries<SoundSecond>.Length);
        var (windy, rainy) = (wind ?? 0, rain ?? 0);
        if (readings.FindIndex(r => Math.Abs(r.Second - second) < Together) is var near and >= 0)
            readings[near] = (readings[near].Second, Math.Max(readings[near].Wind, windy), Math.Max(readings[near].Rain, rainy));
        else
            readings.Add((second, windy, rainy));
    }

    /// <summary>The wind or rain for which levels of a second are not believed, in words; null = they are.</summary>
    public string? Find(long second, RuleParameters parameters)
    {
        var (wind, rain) = (0.0, 0.0);
        foreach (var reading in readings)
        {
            if (reading.Second <= second - parameters.WeatherHeldSeconds || reading.Second > second + MeanSeconds)
                continue;
            (wind, rain) = (Math.Max(wind, reading.Wind), Math.Max(rain, reading.Rain));
        }
        return wind > parameters.WindLimitMetresPerSecond
            ? FormattableString.Invariant($"wind {wind:0.0} m/s, over {parameters.WindLimitMetresPerSecond:0.#}")
            : rain > parameters.RainLimitMillimetresPerHour
            ? FormattableString.Invariant($"rain {rain:0.0} mm/h, over {parameters.RainLimitMillimetresPerHour:0.#}") : null;
    }

    /// <summary>The control room's own clock was set.</summary>
    public void Move(long bySeconds)
    {
        for (var i = 0; i < readings.Count; i++)
            readings[i] = readings[i] with { Second = readings[i].Second + bySeconds };
    }
}
