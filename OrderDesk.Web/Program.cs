using OrderDesk.Web.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOrderDeskWeb(builder.Configuration);

var app = builder.Build();
app.UseOrderDesk();
await app.RunAsync();
