using ArchUnitNET.Domain.Dependencies;

namespace Solutions.Edge.Architecture.Tests;

/// <summary>No sound of a street may ever change a sensitivity: only an engineer does, by a command.</summary>
public class CalibrationTests
{
    [Fact]
    public void Only_the_calibrate_command_adds_to_the_ledger()
    {
        var callers = from type in Code.Architecture.Types
                      from call in type.Dependencies.OfType<MethodCallDependency>()
                      where call.Target.Name == "CalibrationLedger" && call.TargetMember.Name.StartsWith("Append(", StringComparison.Ordinal)
                      where type.Name != "CalibrationLedger"
                      select type.FullName.Split('+')[0];
        Assert.Equal("Solutions.Edge.Agent.Setup.CalibrateCommand", Assert.Single(callers.Distinct()));
    }
}
