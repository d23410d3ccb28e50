using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Installation;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Hooks;
using Solutions.Edge.ControlRoom.Alerts.Parameters;
using Solutions.Edge.ControlRoom.Alerts.Shelves;
using Solutions.Edge.ControlRoom.Alerts.Shifts;
using Solutions.Edge.ControlRoom.Alerts.Usual;
using Solutions.Edge.ControlRoom.Cases.Diary;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Devices.Calibrations;
using Solutions.Edge.ControlRoom.Devices.Examinations;
using Solutions.Edge.ControlRoom.Devices.Identities;
using Solutions.Edge.ControlRoom.Devices.Visits;
using Solutions.Edge.ControlRoom.Devices.WalkTests;
using Solutions.Edge.ControlRoom.Evidence;
using Solutions.Edge.ControlRoom.Seals;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests;

/// <summary>A real relational store with every slice's tables, and a data folder beside it.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ServiceProvider services;

    /// <param name="postgres">As the setting; empty = SQLite in the folder.</param>
    /// <param name="demonstration">Whether it is a demonstration's.</param>
    /// <param name="interceptors">What sees its work.</param>
    public TestDatabase(string postgres, bool demonstration = false, params IInterceptor[] interceptors)
    {
        var collection = new ServiceCollection();
        collection.ConfigureDbContext<SqliteControlRoomDb>(o => o.AddInterceptors(interceptors))
            .ConfigureDbContext<PostgresControlRoomDb>(o => o.AddInterceptors(interceptors));
        collection.AddDatabase(folder.Path, postgres, demonstration);
        collection.AddSingleton<IModelPart, AlertsModel>().AddSingleton<IModelPart, EvidenceModel>().AddSingleton<IModelPart, SitesModel>()
            .AddSingleton<IModelPart, ParametersModel>().AddSingleton<IModelPart, MissedModel>().AddSingleton<IModelPart, AccessModel>()
            .AddSingleton<IModelPart, InstallationModel>().AddSingleton<IModelPart, IdentitiesModel>().AddSingleton<IModelPart, VisitsModel>()
            .AddSingleton<IModelPart, WalkTestsModel>().AddSingleton<IModelPart, ExaminationsModel>().AddSingleton<IModelPart, CasesModel>()
            .AddSingleton<IModelPart, DiaryModel>().AddSingleton<IModelPart, SealsModel>().AddSingleton<IModelPart, CalibrationsModel>()
            .AddSingleton<IModelPart, ShiftsModel>().AddSingleton<IModelPart, HooksModel>().AddSingleton<IModelPart, ShelvesModel>()
            .AddSingleton<IModelPart, UsualModel>();
        services = collection.BuildServiceProvider();
    }

    public IDbContextFactory<ControlRoomDb> Databases => services.GetRequiredService<IDbContextFactory<ControlRoomDb>>();

    public string Folder => folder.Path;

    public Task MigrateAsync() => DatabaseMigration.MigrateAsync(Databases, Folder, TimeProvider.System, NullLogger.Instance,
        TestContext.Current.CancellationToken);

    public void Dispose()
    {
        services.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
