using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent;

/// <summary><c>--version</c>: which one it is, and until when it is supported.</summary>
internal sealed class StatedVersion(TimeProvider time) : SynchronousCommandLineAction
{
    public static string Version => typeof(StatedVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(Version);
        parseResult.InvocationConfiguration.Output.WriteLine(ProductSupport.Sentence(time.GetUtcNow()));
        return 0;
    }
}
