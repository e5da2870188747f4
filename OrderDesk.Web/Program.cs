using OrderDesk.Web.Commands;
using OrderDesk.Web.Shell;

if (CommandLine.IsMeant(args))
{
    return await CommandLine.RunAsync(args, () => DeskHost.CreateBuilder([], forCommand: true));
}

var builder = DeskHost.CreateBuilder(args);
builder.Services.AddOrderDeskWeb(builder.Configuration);
if (builder.WrongSettings(serves: true) is { } mistakes)
{
    Console.Error.WriteLine(mistakes);
    return 1;
}

var app = builder.Build();
app.UseOrderDesk();
return await app.ServeAsync();
