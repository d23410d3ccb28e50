using Solutions.Edge.ControlRoom.Access.Installation;

namespace Solutions.Edge.ControlRoom.Tests;

/// <summary>What was chosen for the installation, beside what the environment gives.</summary>
public sealed class ChosenSettingsTests : IAsyncLifetime
{
    private readonly TestDatabase database = new("");

    public async ValueTask InitializeAsync() => await database.MigrateAsync();

    public ValueTask DisposeAsync()
    {
        database.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_choice_is_in_force_at_once_and_after_a_start()
    {
        var options = new ControlRoomOptions();
        Assert.Null(await Of(options).ChangeAsync(new() { Name = "Borough", Address = "room.example.org", SecondsDays = 7, EvidenceDays = 14 }));
        Assert.Equal(("room.example.org", 7, 731, 14), InForce(options));
        Assert.Contains("room.example.org", options.HostNames);

        var later = new ControlRoomOptions();
        var chosen = Of(later);
        await chosen.OpenAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("room.example.org", 7, 731, 14), InForce(later));
        Assert.Equal("Borough", chosen.Chosen.Name);
    }

    [Fact]
    public async Task What_the_environment_gives_wins_over_a_choice()
    {
        var options = new ControlRoomOptions { Address = "given.example.org", EvidenceDays = 5 };
        options.Given = new HashSet<string> { ChosenSettings.Address, ChosenSettings.EvidenceDays };
        Assert.Null(await Of(options).ChangeAsync(new() { Address = "room.example.org", EvidenceDays = 14, MinutesDays = 90 }));
        Assert.Equal(("given.example.org", 31, 90, 5), InForce(options));
    }

    [Fact]
    public async Task What_is_usual_is_not_kept_as_chosen()
    {
        var options = new ControlRoomOptions();
        var settings = Of(options);
        Assert.Null(await settings.ChangeAsync(new() { Name = "Borough", SecondsDays = 31, MinutesDays = 731, EvidenceDays = 14 }));
        Assert.Equal(new() { Name = "Borough", EvidenceDays = 14 }, settings.Chosen);
    }

    [Fact]
    public async Task What_cannot_be_is_named_and_nothing_is_changed()
    {
        var options = new ControlRoomOptions();
        var settings = Of(options);
        Assert.StartsWith("The address is 'https://room/'; it must be the name or the address under which devices reach this control room",
            await settings.ChangeAsync(new() { Address = "https://room/" }), StringComparison.Ordinal);
        Assert.Equal("The days of stills and clips are 0; they must be 1 to 3650.", await settings.ChangeAsync(new() { EvidenceDays = 0 }));
        Assert.Equal(("", 31, 731, 31), InForce(options));
        Assert.Equal(new(), settings.Chosen);
    }

    private static (string Address, int Seconds, int Minutes, int Evidence) InForce(ControlRoomOptions options) =>
        (options.Address, options.Readings.SecondsDays, options.Readings.MinutesDays, options.EvidenceDays);

    private ChosenSettings Of(ControlRoomOptions options) => new(options, new InstallationStore(database.Databases));
}
