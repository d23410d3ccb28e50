using System.CommandLine;
using Solutions.Edge.Agent;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Setup;
using Solutions.Edge.Agent.Setup.Enrolment;

return await new RootCommand("Solutions Edge agent: turns a microphone, a camera and a gate into records")
    {
        RunCommand.Create(), EnrolCommand.Create(), SceneCommand.Create(), AnalyseCommand.Create(), CalibrateCommand.Create(), CertifyCommand.Create(),
    }
    // As long as the host gives itself: the default of 2 s cuts off what the sensors still send on their way out.
    .Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
