using System.ComponentModel.DataAnnotations;

namespace Paraphe.Features.Requests.PublicForm;

/// <summary>What a visitor wrote into the request form.</summary>
public sealed record FormInput
{
    [Required, StringLength(200)]
    public string? Name { get; init; }

    [Required, StringLength(254)]
    public string? Email { get; init; }

    [StringLength(50)]
    public string? Phone { get; init; }

    [StringLength(200)]
    public string? Company { get; init; }

    [StringLength(200)]
    public string? Street { get; init; }

    [StringLength(20)]
    public string? PostalCode { get; init; }

    [StringLength(100)]
    public string? City { get; init; }

    [StringLength(100)]
    public string? Date { get; init; }

    [StringLength(100)]
    public string? Budget { get; init; }

    [Required, StringLength(20_000)]
    public string? Message { get; init; }

    public IReadOnlyList<IFormFile> Files { get; init; } = [];

    /// <summary>No person sees this field: what fills it in is a program.</summary>
    public string? Website { get; init; }

    /// <summary>Key of the form, which says when it was shown.</summary>
    public string? K { get; init; }

    /// <summary>Answer of the proof of work.</summary>
    public string? Work { get; init; }
}
