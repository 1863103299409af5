namespace Paraphe.Domain.Contracts;

/// <summary>How a contract stands on a day; computed, never stored (OP 6).</summary>
public enum ContractState
{
    Upcoming,
    Active,
    Ended,
    Cancelled,

    /// <summary>The winning of its quote was undone before anything was started.</summary>
    Withdrawn,
}
