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
    public static void AddCases(
        this IServiceCollection services, MailSettings mail, string dataFolder, string keyFolder, bool demonstration) => services
        .AddSingleton<NightReader>().AddSingleton<CaseLines>().AddCaseFiles().AddDiary()
        .AddPacks(dataFolder, keyFolder, demonstration)
        .AddEntry<VisitLine>("visit-line")
        .AddAssessments().AddLicences(mail)
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
