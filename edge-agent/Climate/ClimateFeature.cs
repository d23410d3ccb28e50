using System.Device.I2c;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Uplink;

namespace Solutions.Edge.Agent.Climate;

internal static class ClimateFeature
{
    /// <summary>Measures the air, if the device has a sensor for it.</summary>
    public static IServiceCollection AddClimate(this IServiceCollection services, AgentOptions options) => options.Climate is not { } climate ? services
        : services.AddSingleton(s => new ClimateWorker(climate, () => I2cDevice.Create(new(climate.Bus, climate.Number)),
            s.GetRequiredService<Outbox>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<ClimateWorker>>()))
        .AddHostedService(s => s.GetRequiredService<ClimateWorker>());

    /// <summary>Measures the supply, if the device has a meter for it.</summary>
    public static IServiceCollection AddSupply(this IServiceCollection services, SupplyOptions? supply) => supply is null ? services
        : services.AddSingleton(s => new SupplyWorker(supply, () => I2cDevice.Create(new(supply.Bus, supply.Number)),
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<SupplyWorker>>()))
        .AddHostedService(s => s.GetRequiredService<SupplyWorker>());
}
