using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Devices.Authority;

namespace Solutions.Edge.ControlRoom.Devices.Identities;

internal static class IdentitiesFeature
{
    /// <param name="services">Where it is put.</param>
    /// <param name="keys">The key folder.</param>
    /// <param name="demonstration">Whether it is a demonstration's.</param>
    /// <param name="port">Where devices find this control room.</param>
    public static void AddIdentities(this IServiceCollection services, string keys, bool demonstration, DevicePort port)
    {
        services.AddSingleton<IModelPart, IdentitiesModel>();
        services.AddSingleton(port);
        services.AddSingleton(s => DeviceAuthority.Open(keys, demonstration, () => port.Names, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DeviceRefusals>().AddSingleton<EnrolmentCodes>().AddSingleton<DeviceJudge>().AddSingleton<AuthorityRotation>();
        services.AddSingleton<DeviceIdentities>().AddHostedService(s => s.GetRequiredService<DeviceIdentities>());
        services.AddDeviceAuthentication();
    }

    public static void MapIdentities(this IEndpointRouteBuilder routes)
    {
        EnrolDevice.Map(routes);
        DecideIdentity.Map(routes);
        AuthoritiesApi.Map(routes);
    }
}
