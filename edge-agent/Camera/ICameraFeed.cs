using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>
/// An open connection to a live camera. Only the thread of its <see cref="LiveCamera"/> grabs and retrieves; disposing, from another
/// thread too, ends a grab that waits. Once it has failed it is not used again.
/// </summary>
internal interface ICameraFeed : IDisposable
{
    /// <summary>Waits for the next frame and takes it from the connection, so that none queues there.</summary>
    /// <returns>When it was captured by the camera's own clock, in seconds since anything; null = the camera does not give it.</returns>
    /// <exception cref="CameraSourceException">The connection is over, or no frame came in time.</exception>
    double? Grab();

    /// <summary>The frame grabbed last, as a picture: dear, so only for one that is wanted.</summary>
    /// <param name="bgr">Where it goes; made to fit, 8 bits a channel.</param>
    /// <exception cref="CameraSourceException">It is no picture.</exception>
    void Retrieve(Mat bgr);
}
