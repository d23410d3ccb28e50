using System.CommandLine;
using Solutions.Edge.ControlRoom;

var run = new Command("run", "Runs the control room. Settings come from the environment (SOLUTIONS__…); see the README.");
run.SetAction((_, stopping) => ControlRoomApp.RunAsync(stopping));
return await new RootCommand("Solutions Edge control room") { run }.Parse(args).InvokeAsync();
