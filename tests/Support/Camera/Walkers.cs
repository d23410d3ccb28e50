using System.Globalization;
using OpenCvSharp;

namespace Solutions.Edge.Tests.Support.Camera;

/// <summary>A person in one frame, as someone marked them.</summary>
/// <param name="Id">The same through the film.</param>
/// <param name="Box">In source pixels.</param>
/// <param name="IsConsidered">False: there, but hardly to be seen; whether it is found is not counted.</param>
/// <param name="IsMoving">Considered, and goes at 0.2 or more of its own heights a second, taken over the second round the frame.</param>
public sealed record Walker(int Id, Rect2d Box, bool IsConsidered, bool IsMoving)
{
    public Point2d Centre => new(Box.X + Box.Width / 2, Box.Y + Box.Height / 2);
}

/// <summary>The marked people of a film: MOTChallenge lines <c>frame,id,x,y,w,h,considered,...</c>, frames from 1.</summary>
public sealed class Walkers
{
    private const double LeastSpeed = 0.2;

    private readonly Dictionary<int, List<Walker>> frames;

    private Walkers(Dictionary<int, List<Walker>> frames) => this.frames = frames;

    /// <summary>The people in the frame; empty where nobody is.</summary>
    public IReadOnlyList<Walker> this[int frame] => frames.GetValueOrDefault(frame) ?? [];

    public static Walkers Read(string path, int framesPerSecond)
    {
        var marks = (from line in File.ReadLines(path)
                     let fields = line.Split(',').Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray()
                     select (Frame: (int)fields[0], Id: (int)fields[1],
                         Box: new Rect2d(fields[2], fields[3], fields[4], fields[5]), IsConsidered: fields[6] > 0)).ToList();
        var paths = marks.GroupBy(m => m.Id).ToDictionary(g => g.Key, g => g.ToDictionary(m => m.Frame, m => m.Box));
        return new(marks.GroupBy(m => m.Frame).ToDictionary(g => g.Key,
            g => g.Select(m => new Walker(m.Id, m.Box, m.IsConsidered, m.IsConsidered && Speed(paths[m.Id], m.Frame, framesPerSecond) >= LeastSpeed))
                .ToList()));
    }

    private static double Speed(Dictionary<int, Rect2d> path, int frame, int framesPerSecond)
    {
        var half = framesPerSecond / 2;
        var first = Enumerable.Range(frame - half, half + 1).First(path.ContainsKey);
        var last = Enumerable.Range(frame, half + 1).Last(path.ContainsKey);
        if (last == first)
            return 0;
        var (a, b) = (path[first], path[last]);
        var (x, y) = (b.X + b.Width / 2 - a.X - a.Width / 2, b.Y + b.Height / 2 - a.Y - a.Height / 2);
        return Math.Sqrt(x * x + y * y) / path[frame].Height * framesPerSecond / (last - first);
    }
}
