using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Cases.Files;

internal static class CaseFilesFeature
{
    public static IServiceCollection AddCaseFiles(this IServiceCollection services) => services.AddSingleton<IModelPart, CasesModel>()
        .AddSingleton<CaseBook>().AddSingleton<CaseJournal>()
        .AddEntry<Report>("report").AddEntry<StageReached>("stage").AddEntry<Promise>("promise").AddEntry<PromiseKept>("promise-kept")
        .AddEntry<RecorderDecision>("recorder-decision").AddEntry<CaseReviewed>("case-review").AddEntry<Note>("note").AddEntry<HomeAdded>("home");

    /// <summary>A kind of entry.</summary>
    public static IServiceCollection AddEntry<T>(this IServiceCollection services, string name) where T : EntryBody =>
        services.AddSingleton(new EntryKind(name, typeof(T)));
}
