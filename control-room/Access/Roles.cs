namespace Solutions.Edge.ControlRoom.Access;

/// <summary>What people do here; one person may hold several.</summary>
[Flags]
internal enum Roles
{
    None = 0,
    Operator = 1,
    Supervisor = 2,
    EnvironmentalHealth = 4,
    Engineer = 8,
    Caseworker = 16,
    Administrator = 32,
    All = Operator | Supervisor | EnvironmentalHealth | Engineer | Caseworker | Administrator,
}

/// <summary>Roles as they are written.</summary>
internal static class RoleNames
{
    public static readonly IReadOnlyList<(Roles Role, string Name, string Title)> Each =
    [
        (Roles.Operator, "operator", "Operator"),
        (Roles.Supervisor, "supervisor", "Supervisor"),
        (Roles.EnvironmentalHealth, "environmental-health", "Environmental health"),
        (Roles.Engineer, "engineer", "Engineer"),
        (Roles.Caseworker, "caseworker", "Caseworker"),
        (Roles.Administrator, "administrator", "Administrator"),
    ];

    public static string Choice => string.Join(", ", Each.Select(r => r.Name));

    /// <summary>The role of this name; null = there is none.</summary>
    public static Roles? Find(string? name) => Each.FirstOrDefault(r => r.Name == name) is { Role: not Roles.None } found ? found.Role : null;

    /// <summary>Its roles, by comma.</summary>
    public static string Write(Roles roles) => string.Join(", ", Of(roles));

    public static IEnumerable<string> Of(Roles roles) => Each.Where(r => roles.HasFlag(r.Role)).Select(r => r.Name);
}
