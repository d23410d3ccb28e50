using Solutions.Edge.ControlRoom.Cases.Assessments;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;
using Solutions.Edge.ControlRoom.Cases.Packs.Parts;

namespace Solutions.Edge.ControlRoom.Cases.Packs;

internal static class PacksFeature
{
    /// <summary>Nights of so many are kept in memory for the desk, each of some 200 kB.</summary>
    private const int MostNights = 100;

    /// <param name="services">Where they are added.</param>
    /// <param name="settings">What packs may hold.</param>
    /// <param name="dataFolder">Packs are kept below it.</param>
    /// <param name="keyFolder">The key that signs lies below it.</param>
    /// <param name="demonstration">Whether it is a demonstration's.</param>
    public static IServiceCollection AddPacks(this IServiceCollection services, PacksSettings settings, string dataFolder, string keyFolder,
        bool demonstration) => services
        .AddSingleton(_ => PackKey.Open(keyFolder, demonstration)).AddSingleton(new PackFolder(Path.GetFullPath(Path.Combine(dataFolder, PackFolder.Name))))
        .AddSingleton(settings).AddSingleton(s => ActivatorUtilities.CreateInstance<KeptNights<PackNight>>(s, MostNights))
        .AddSingleton(s => ActivatorUtilities.CreateInstance<KeptNights<NightKnown>>(s, 50 * MostNights))
        .AddSingleton<PackGather>().AddSingleton<PackSounds>().AddSingleton<PackMaker>()
        .AddEntry<StatementFacts>(PackJournal.StatementKind).AddEntry<CalibrationNote>(PackJournal.CalibrationKind).AddEntry<PackMade>(PackJournal.PackKind);
}
