namespace Paraphe.Features.Commands;

/// <summary>One command of the program.</summary>
/// <param name="Name">One or two words: <c>account add</c>.</param>
/// <param name="Usage">What follows the name, for people.</param>
/// <param name="Does">One line of what it does.</param>
/// <param name="Run">Gives the exit code.</param>
public sealed record Command(string Name, string Usage, string Does, Func<Call, Task<int>> Run)
{
    /// <summary>Options with a value.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>Options without one.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>False for what works on files alone: nothing is created or migrated then.</summary>
    public bool NeedsDatabase { get; init; } = true;
}

/// <summary>A command being run.</summary>
public sealed record Call(Arguments Arguments, IServiceProvider Services, TextWriter Out, TextWriter Err)
{
    public T The<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>One result as a line <c>name value</c>, for people and scripts alike.</summary>
    public void Print(string name, string value) => Out.WriteLine($"{name} {value}");
}
