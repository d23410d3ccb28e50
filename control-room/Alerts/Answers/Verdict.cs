namespace Solutions.Edge.ControlRoom.Alerts.Answers;

/// <summary>What a person finds of an alert.</summary>
internal enum Verdict
{
    Real,
    NotReal,
    CannotTell,
}

/// <summary>What an alert that was not real came from; its number is its key.</summary>
internal enum FalseCause
{
    WeatherOrLight = 1,
    VehicleOrPlant,
    LawfulActivity,
    AnimalOrVegetation,
    SensorFault,
    Other,
}

/// <summary>What became of an incident that was handed on: the agency is one of <see cref="Names"/>.</summary>
internal static class Agencies
{
    public static readonly IReadOnlyList<string> Names =
        ["Police", "Ambulance", "Fire", "Door staff", "Marshals and pastors", "Patrol", "Council, out of hours", "Engineer"];
}

/// <summary>Words of verdicts as people read them.</summary>
internal static class VerdictWords
{
    public static string Of(Verdict verdict) => verdict switch { Verdict.Real => "real", Verdict.NotReal => "not real", _ => "cannot tell" };

    public static string Of(FalseCause cause) => cause switch
    {
        FalseCause.WeatherOrLight => "weather or light",
        FalseCause.VehicleOrPlant => "vehicle or plant",
        FalseCause.LawfulActivity => "lawful activity",
        FalseCause.AnimalOrVegetation => "animal or vegetation",
        FalseCause.SensorFault => "sensor fault",
        _ => "other",
    };

    /// <summary>Such as <c>not real: weather or light</c>.</summary>
    public static string Of(Verdict verdict, FalseCause? cause) => cause is { } known ? $"{Of(verdict)}: {Of(known)}" : Of(verdict);
}
