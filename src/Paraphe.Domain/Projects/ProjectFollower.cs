namespace Paraphe.Domain.Projects;

/// <summary>A member who wants to hear of what happens in a project, beside its seller (CR 4).</summary>
public sealed class ProjectFollower : IOwned
{
    private ProjectFollower() { }

    public ProjectFollower(Guid accountId, Guid projectId, Guid memberId, DateTime now) =>
        (AccountId, ProjectId, MemberId, Since) = (accountId, projectId, memberId, now);

    public Guid AccountId { get; private set; }
    public Guid ProjectId { get; private set; }
    public Guid MemberId { get; private set; }
    public DateTime Since { get; private set; }
}
