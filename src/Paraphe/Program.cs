using Paraphe.Platform.Web;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddParapheWeb();
var app = builder.Build();
app.UseParapheWeb();
app.UseLanguages();
app.MapRazorPages();
app.Run();
