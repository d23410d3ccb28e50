using System.CommandLine;
using Solutions.Edge.Agent;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Setup;
using Solutions.Edge.Agent.Setup.Doctor;
using Solutions.Edge.Agent.Setup.Enrolment;
using Solutions.Edge.Agent.Setup.WalkTest;

var root = new RootCommand("Solutions Edge agent: turns a microphone, a camera and a gate into records")
{
    RunCommand.Create(), EnrolCommand.Create(), SceneCommand.Create(), AnalyseCommand.Create(), CalibrateCommand.Create(), CertifyCommand.Create(),
    DoctorCommand.Create(), VisitCommand.Create(), WalkTestCommand.Create(),
};
root.Options.OfType<VersionOption>().Single().Action = new StatedVersion(TimeProvider.System);
return await root
    // As long as the host gives itself: the default of 2 s cuts off what the sensors still send on their way out.
    .Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
