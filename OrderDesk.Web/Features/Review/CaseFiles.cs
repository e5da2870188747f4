using Microsoft.AspNetCore.Components.Forms;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>The files a person sends for the note they are writing, as the person in front of the page at that moment.</summary>
internal sealed class CaseFiles(AttachFile attach, DropFile drop, NoteFiles files, CurrentStaff staff)
{
    public async Task<IReadOnlyList<NoteFiles.Row>> PendingAsync(OrderId order, CancellationToken ct) =>
        (await files.PendingAsync(await staff.GetAsync(), order, ct)).Value ?? [];

    public async Task<Result> SendAsync(OrderId order, IBrowserFile file, IProgress<int> arrived, CancellationToken ct)
    {
        // The size a browser tells is only good for an early no; what is really sent is counted.
        if (file.Size > NoteFile.MostBytes)
        {
            return Error.Invalid("orders.file-too-big", file.Name, NoteFile.MostBytes / 1024 / 1024);
        }

        await using var content = file.OpenReadStream(NoteFile.MostBytes + 1, ct);
        return (await attach.RunAsync(await staff.GetAsync(), new AttachFile.Command(order, file.Name, content), arrived, ct)).Plain;
    }

    public async Task<Result> DropAsync(NoteFileId id) => await drop.RunAsync(await staff.GetAsync(), new DropFile.Command(id), CancellationToken.None);
}
