namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>When grains can be asked for. What asks for one at a start waits for this, in whatever order the silo and it are started.</summary>
internal sealed class SiloStart : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly TaskCompletionSource up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the silo takes calls.</summary>
    public Task Up => up.Task;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(SiloStart), ServiceLifecycleStage.Active, _ =>
    {
        SetUp();
        return Task.CompletedTask;
    });

    public void SetUp() => up.TrySetResult();
}
