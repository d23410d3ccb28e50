using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Cases.Diary;

internal static class DiaryFeature
{
    public static IServiceCollection AddDiary(this IServiceCollection services) => services.AddSingleton<IModelPart, DiaryModel>()
        .AddSingleton<DiaryLinks>().AddSingleton<DiaryBook>().AddHostedService<DiaryReader>()
        .AddEntry<DiaryTap>("tap").AddEntry<TapAccount>("tap-account").AddEntry<TapAnswer>("tap-answer").AddEntry<DiaryLink>("diary-link");
}
