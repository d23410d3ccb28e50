using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>
/// Pictures that are played, an endless run of frames at an even rate. Only <see cref="PlayedCamera"/> calls it, one call at a time: first
/// <see cref="Begin"/>, then <see cref="Read"/> again and again, and <see cref="Begin"/> once more after every gap.
/// </summary>
internal interface IFilm
{
    /// <summary>What is played, for a log line.</summary>
    string Name { get; }

    /// <summary>Frames a second, 1 to <see cref="FramePace.MostFramesPerSecond"/>.</summary>
    double FramesPerSecond { get; }

    /// <summary>A segment begins: frame n from here on is the one captured n / <see cref="FramesPerSecond"/> after this instant.</summary>
    /// <param name="instant">A whole UTC second.</param>
    void Begin(DateTimeOffset instant);

    /// <summary>Brings the next frame. The caller asks for none that is not yet in the past.</summary>
    /// <param name="skip">How many frames to leave out before it: a slow machine misses them, they do not queue.</param>
    /// <param name="bgr">Where it goes; made to fit, 8 bits a channel.</param>
    /// <exception cref="CameraSourceException">There is no picture to be had; the sentence states why.</exception>
    void Read(long skip, Mat bgr);
}
