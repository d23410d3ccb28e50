using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Camera.Tamper;
using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>Takes a picture of the live camera, and keeps nothing of it but figures.</summary>
internal static class CameraLook
{
    /// <summary>How long a picture is waited for, how long the exposure then may find its level, and how long a camera may take to end.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(7), Settling = TimeSpan.FromSeconds(1), Goodbye = TimeSpan.FromSeconds(1);

    /// <param name="camera">A live one.</param>
    /// <param name="masks">Of the place; null = nothing is known of it yet.</param>
    /// <param name="agentRuns">True: the agent may have it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Gives up.</param>
    public static async Task<Finding> LookAsync(
        CameraOptions camera, IReadOnlyList<double[][]>? masks, bool agentRuns, TimeProvider time, CancellationToken stopping)
    {
        try
        {
            return await LookAsync(CameraFeature.Live(camera, time), masks, time, stopping);
        }
        catch (CameraSourceException e)
        {
            return SensorJudgement.NoPicture(e, camera.Source!.Value, agentRuns);
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
        {
            return new(SensorJudgement.Camera, Colour.Red, "this installation has no library for pictures", (e.InnerException ?? e).Message,
                CameraFeature.LibraryCure);
        }
    }

    private static async Task<Finding> LookAsync(LiveCamera source, IReadOnlyList<double[][]>? masks, TimeProvider time, CancellationToken stopping)
    {
        try
        {
            using var frame = new Mat();
            if (await source.ReadAsync(frame, time.GetUtcNow() + Longest, stopping) is null)
                return new(SensorJudgement.Camera, Colour.Red, FormattableString.Invariant($"{source.Name} gave no picture within {Longest.TotalSeconds} s"),
                    "it is starting, or its cable or network is slow", "look again; then check its cable, and its stream by another program");
            for (var settled = time.GetUtcNow() + Settling; await source.ReadAsync(frame, settled, stopping) is not null && time.GetUtcNow() < settled;)
            {
            }
            using var view = new View(frame);
            return SensorJudgement.Judge(new Seen(source.Name, frame.Width, frame.Height, view.Luminance, view.Contrast, view.Sharpness, masks?.Count,
                Masked(frame.Size(), masks ?? [])));
        }
        finally
        {
            // A grab under way ends when it likes; what it started is ended at once.
            await Task.WhenAny(Task.Run(source.Dispose, CancellationToken.None), Task.Delay(Goodbye, time, CancellationToken.None));
        }
    }

    /// <summary>Which part of a picture is blackened.</summary>
    internal static double Masked(Size size, IReadOnlyList<double[][]> masks)
    {
        using var white = new Mat(size, MatType.CV_8UC3, Scalar.White);
        new PrivacyMasks(masks).Burn(white);
        return 1 - Cv2.Mean(white).Val0 / byte.MaxValue;
    }
}
