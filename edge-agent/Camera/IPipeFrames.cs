using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>Cuts a pipe's bytes into frames. One caller at a time.</summary>
internal interface IPipeFrames
{
    /// <summary>What the pipe must carry, for a sentence that states it.</summary>
    string Expected { get; }

    /// <summary>Reads the next frame; waits for it.</summary>
    /// <returns>False: the pipe has ended.</returns>
    /// <exception cref="InvalidDataException">What came is no frame.</exception>
    bool Next();

    /// <summary>Makes a picture of the frame read last.</summary>
    /// <param name="bgr">Where it goes; made to fit, 8 bits a channel.</param>
    /// <returns>False: it is none.</returns>
    /// <exception cref="InvalidDataException">It states a size beyond what a camera has.</exception>
    bool Decode(Mat bgr);
}
