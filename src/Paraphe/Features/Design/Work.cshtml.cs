using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Paraphe.Features.Design;

[AllowAnonymous, InsideOnly]
public sealed class WorkModel : PageModel;
