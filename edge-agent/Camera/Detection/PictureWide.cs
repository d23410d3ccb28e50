namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>Names what happens to the whole picture at once: a light that jumps or flickers, a mast that shakes.</summary>
internal sealed class PictureWide(double framesPerSecond)
{
    /// <summary>Change of gain from one frame to the next that is a jump.</summary>
    private const double Jump = 0.1;

    /// <summary>So many jumps within <see cref="FlickerSeconds"/> are a flicker.</summary>
    private const int FlickerJumps = 3;

    private const double FlickerSeconds = 2;

    /// <summary>Pixels of the narrow picture over which a shift would have triggered.</summary>
    private const double LeastShift = 0.5;

    private readonly Queue<int> jumps = [];
    private double gainBefore = 1;
    private int shookAt = int.MinValue / 2;

    /// <summary>The mast shook within the last second.</summary>
    public bool IsShaking(int frame) => frame - shookAt <= framesPerSecond;

    /// <param name="frame">Number of the frame.</param>
    /// <param name="gain">Of the picture against its background, before it was undone.</param>
    /// <param name="shift">Pixels it was displaced by, before that was undone.</param>
    /// <returns>The cause, and whether it is a new trigger; null for an ordinary frame.</returns>
    public (string Cause, bool IsNew)? Look(int frame, double gain, double shift)
    {
        var jumped = Math.Abs(gain / gainBefore - 1) > Jump;
        gainBefore = gain;
        while (jumps.TryPeek(out var first) && frame - first > FlickerSeconds * framesPerSecond)
            jumps.Dequeue();
        if (jumped)
        {
            jumps.Enqueue(frame);
            return (jumps.Count >= FlickerJumps ? Cause.Flicker : Cause.Light, true);
        }
        if (shift < LeastShift)
            return null;
        var begins = !IsShaking(frame);
        shookAt = frame;
        return (Cause.Shake, begins);
    }
}
