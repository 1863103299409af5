var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => "Paraphe");
app.Run();
