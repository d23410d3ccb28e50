namespace Solutions.Edge.Agent.Setup.Enrolment;

/// <summary>Enrolment stops; the message names the stage, what is wrong and what to do.</summary>
/// <param name="stage">Where, such as <c>connection</c>.</param>
/// <param name="fault">What is wrong, as a sentence without its full stop.</param>
/// <param name="cure">What to do, as sentences.</param>
internal sealed class EnrolmentException(string stage, string fault, string cure, Exception? inner = null)
    : Exception($"Enrolment stopped at {stage}: {fault}. {cure}", inner);
