using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Features.Members;

/// <summary>Mails a member the link he needs. The link is made here, so that its token stands in no job's row.</summary>
/// <param name="Key">One a mail: the job may run twice, the mail goes once.</param>
/// <param name="By">Name of who invites; empty for a forgotten password.</param>
public sealed record SendMemberMail(Guid Key, Guid Member, LinkPurpose Purpose, string By) : IJob;
