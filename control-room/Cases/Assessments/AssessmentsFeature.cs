using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

internal static class AssessmentsFeature
{
    public static IServiceCollection AddAssessments(this IServiceCollection services) => services.AddSingleton<NightRecords>().AddSingleton<NightFactsReader>()
        .AddEntry<SourceOfNight>("source-of-night").AddEntry<MicrophoneStated>("microphone-stated").AddEntry<PositionStated>("position-stated")
        .AddEntry<SourceRan>("source-ran");

    public static void MapAssessments(this IEndpointRouteBuilder routes) => ReadAssessments.Map(routes);
}
