using System.CommandLine;
using Solutions.Edge.Agent;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Setup;

return await new RootCommand("Solutions Edge agent: turns a microphone, a camera and a gate into records")
    {
        RunCommand.Create(), DevicesCommand.Create(), SceneCommand.Create(), AnalyseCommand.Create(), CalibrateCommand.Create(), CertifyCommand.Create(),
    }
    .Parse(args).InvokeAsync();
