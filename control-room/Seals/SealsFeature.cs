using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Seals;

internal static class SealsFeature
{
    /// <summary>Seals are checked and anchored.</summary>
    public static void AddSeals(this IServiceCollection services, string dataFolder, SealsSettings settings, ReadingsSettings kept, bool isDemonstration)
    {
        services.AddSingleton<IModelPart, SealsModel>();
        services.AddSingleton(s => new SealKeyRing(
            s.GetRequiredService<IDbContextFactory<ControlRoomDb>>(), s.GetRequiredService<DeviceAuthority>(), isDemonstration));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<SealBook>(s, kept));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<SealAnchors>(s,
            settings.Folder.Length > 0 ? settings.Folder : Path.Combine(dataFolder, "anchors")));
        services.AddHostedService<AnchorKeeper>();
    }

    public static void MapSeals(this IEndpointRouteBuilder routes) => SealsApi.Map(routes);
}
