using Solutions.Edge.ControlRoom.Cases.Acts;
using Solutions.Edge.ControlRoom.Cases.Assessments;
using Solutions.Edge.ControlRoom.Cases.Diary;
using Solutions.Edge.ControlRoom.Cases.Events;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Licences;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Cases.Packs;
using Solutions.Edge.ControlRoom.Cases.Review;
using Solutions.Edge.ControlRoom.Cases.Sessions;
using Solutions.Edge.ControlRoom.Cases.Visits;

namespace Solutions.Edge.ControlRoom.Cases;

internal static class CasesFeature
{
    /// <summary>The fortnight of a hundred microphones and more; the figures of a night are 10 kB.</summary>
    private const int MostNights = 2000;

    public static void AddCases(
        this IServiceCollection services, PacksSettings packs, string dataFolder, string keyFolder, bool demonstration) => services
        .AddSingleton(s => ActivatorUtilities.CreateInstance<KeptNights<NightFigures>>(s, MostNights))
        .AddSingleton(s => ActivatorUtilities.CreateInstance<KeptNights<CaseNight>>(s, MostNights))
        .AddSingleton<NightReader>().AddSingleton<CaseLines>().AddCaseFiles().AddDiary()
        .AddPacks(packs, dataFolder, keyFolder, demonstration)
        .AddEntry<VisitLine>("visit-line")
        .AddAssessments().AddLicences()
        .AddSingleton<EventReader>().AddReview();

    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        ReadNight.Map(routes);
        CasesApi.Map(routes);
        routes.MapSessions();
        routes.MapAssessments();
        routes.MapReview();
        PackApi.Map(routes);
    }
}
