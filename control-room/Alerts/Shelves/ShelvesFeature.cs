using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Devices.Pages;

namespace Solutions.Edge.ControlRoom.Alerts.Shelves;

internal static class ShelvesFeature
{
    public static void AddShelves(this IServiceCollection services) => services
        .AddSingleton<IModelPart, ShelvesModel>().AddSingleton<ShelfBoard>().AddSingleton<Shelving>()
        .AddSingleton<ShelfBook>().AddSingleton<IKeptOfPerson>(s => s.GetRequiredService<ShelfBook>())
        .AddSingleton(new DeviceSection(typeof(ServiceOfDevice)));
}
