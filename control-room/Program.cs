using System.CommandLine;
using Solutions.Edge.ControlRoom;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Backup;
using Solutions.Edge.ControlRoom.Cases;
using Solutions.Edge.ControlRoom.Cases.Packs;
using Solutions.Edge.ControlRoom.Devices.Identities;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Seals;
using Solutions.Edge.ControlRoom.Sites;

var run = new Command("run", "Runs the control room. Settings come from the environment (SOLUTIONS__…); see the README.");
run.SetAction((_, stopping) => ControlRoomApp.RunAsync(stopping));
var root = new RootCommand("Solutions Edge control room")
{
    run, ReadingsCommands.Export(), ReadingsCommands.Import(), SitesCommand.Sites(), EnrolmentCommand.Create(), AuthorityCommand.Create(),
    AccessCommands.SetUpCode(), AccessCommands.Token(), AccessCommands.AuditTrail(), PersonCommands.Person(), CasesCommand.Create(),
    SealCommands.Create(), BackupCommands.BackUp(),
    BackupCommands.Restore(() => new(ControlRoomOptions.Read().Data, ControlRoomOptions.Read().KeyFolder)),
    PackCommand.Create(), VerifyCommand.Create(),
};
root.Options.OfType<VersionOption>().Single().Action = new StatedVersion(TimeProvider.System);
return await root
    // As long as the host gives itself: the default of 2 s ends a busy control room in the middle of its way out.
    .Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
