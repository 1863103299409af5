namespace Paraphe.Tests.Requests;

/// <summary>A world whose clock a class of tests may move.</summary>
public sealed class ClockWorld : World;
