using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;

namespace Solutions.Edge.ControlRoom.Cases;

internal static class CasesFeature
{
    public static void AddCases(this IServiceCollection services) => services.AddSingleton<NightReader>().AddCaseFiles();

    public static void MapCases(this IEndpointRouteBuilder routes) => ReadNight.Map(routes);
}
