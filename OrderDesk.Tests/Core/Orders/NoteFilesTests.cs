using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Orders;

/// <summary>Files beside notes: taken whole or not at all, seen by who may see the note, and nothing that runs.</summary>
public class NoteFilesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task What_is_sent_is_what_a_colleague_reads_beside_the_note(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (id, mei, wei) = (await TakenAsync(desk), desk.Agent("Mei"), desk.WarehouseLead());
        var photo = Png(600_000);

        var sent = await SendAsync(desk, mei, id, "parcel.png", photo);
        Assert.True(sent.IsOk, sent.Error?.Code);
        Assert.Equal(["parcel.png"], await PendingAsync(desk, mei, id));
        Assert.Empty(await PendingAsync(desk, wei, id));
        Assert.Equal("orders.file-gone", (await ReadAsync(desk, wei, id, sent.Value)).Error?.Code);
        Assert.Equal("orders.file-gone", (await NoteAsync(desk, wei, id, "Mine", sent.Value)).Error?.Code);
        Assert.True((await NoteAsync(desk, mei, id, "The box was open", sent.Value)).IsOk);

        var read = await ReadAsync(desk, wei, id, sent.Value);
        Assert.Equal(photo, await BytesAsync(desk, read.Value!));
        await using var db = desk.Db();
        var entry = await db.OrderEvents.SingleAsync(e => e.OrderId == id && e.Code == OrderEvent.NoteCode, Ct);
        var file = await db.NoteFiles.SingleAsync(Ct);
        Assert.Equal(("The box was open", (int?)entry.Number, 600_000, Convert.ToHexStringLower(SHA256.HashData(photo))), (entry.Note, file.Entry, file.Bytes, file.Sha256!));
        Assert.Equal(3, await db.NoteFileParts.CountAsync(Ct));
        Assert.Equal("orders.file-gone", (await desk.UseAsync((DropFile drop) => drop.RunAsync(mei, new DropFile.Command(sent.Value), Ct))).Error?.Code);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task Half_a_file_is_no_file(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (id, mei) = (await TakenAsync(desk), desk.Agent("Mei"));
        using var stop = new CancellationTokenSource();

        Assert.Equal("orders.file-broke-off", (await SendAsync(desk, mei, id, "a.png", new Broken(Png(700_000), 600_000, () => throw new IOException("gone")))).Error?.Code);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.UseAsync((AttachFile attach) =>
            attach.RunAsync(mei, new AttachFile.Command(id, "b.png", new Broken(Png(700_000), 600_000, stop.Cancel)), null, stop.Token)));
        Assert.Equal("orders.file-too-big", (await SendAsync(desk, mei, id, "c.png", Png(NoteFile.MostBytes + 1))).Error?.Code);

        await using var db = desk.Db();
        Assert.Equal((0, 0), (await db.NoteFiles.CountAsync(Ct), await db.NoteFileParts.CountAsync(Ct)));
    }

    [Theory]
    [InlineData("invoice.exe", "MZ", "orders.file-kind")]
    [InlineData("invoice", "text", "orders.file-kind")]
    [InlineData("../..", "text", "orders.file-kind")]
    [InlineData("page.html", "<script>", "orders.file-kind")]
    [InlineData("photo.png", "MZ this runs", "orders.file-not-as-named")]
    [InlineData("words.txt", "a\0b", "orders.file-not-as-named")]
    [InlineData("words.txt", "", "orders.file-empty")]
    public async Task What_is_no_paper_and_no_picture_is_refused(string name, string content, string code)
    {
        await using var desk = await TestDesk.OpenAsync();
        var id = await TakenAsync(desk);

        Assert.Equal(code, (await SendAsync(desk, desk.Agent(), id, name, Encoding.ASCII.GetBytes(content))).Error?.Code);

        await using var db = desk.Db();
        Assert.Equal(0, await db.NoteFiles.CountAsync(Ct));
    }

    [Theory]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData(@"C:\fakepath\发票.PDF", "发票.PDF")]
    [InlineData("a\r\nSet-Cookie: x.txt", "aSet-Cookie: x.txt")]
    [InlineData("photo\u202Egnp.txt", "photognp.txt")]
    [InlineData(" .. letter.txt. ", "letter.txt")]
    [InlineData(".txt", "txt")]
    [InlineData(null, null)]
    public void A_name_is_only_a_name(string? sent, string? kept) => Assert.Equal(kept, FileKind.NameOf(sent));

    [Fact]
    public void A_long_name_keeps_its_ending()
    {
        var name = FileKind.NameOf(new string('长', 300) + ".pdf")!;
        Assert.Equal((NoteFile.NameMaxLength, ".pdf"), (name.Length, Path.GetExtension(name)));
    }

    [Fact]
    public async Task There_is_a_limit_and_whoever_may_write_no_notes_sends_no_files()
    {
        await using var desk = await TestDesk.OpenAsync();
        var (id, mei) = (await TakenAsync(desk), desk.Agent("Mei"));
        for (var n = 0; n < NoteFile.MostPerNote; n++)
        {
            Assert.True((await SendAsync(desk, mei, id, "n.txt", "words"u8.ToArray())).IsOk);
        }

        Assert.Equal("orders.too-many-files-of-a-note", (await SendAsync(desk, mei, id, "n.txt", "words"u8.ToArray())).Error?.Code);
        Assert.True((await SendAsync(desk, desk.WarehouseLead(), id, "n.txt", "words"u8.ToArray())).IsOk);
        Assert.Equal("orders.note-forbidden", (await SendAsync(desk, desk.Nobody(), id, "n.txt", "words"u8.ToArray())).Error?.Code);
        Assert.Equal("orders.not-found", (await SendAsync(desk, mei, new OrderId(1), "n.txt", "words"u8.ToArray())).Error?.Code);
    }

    [Theory, EveryDatabase]
    public async Task A_file_whose_note_is_never_written_is_forgotten_after_a_week(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (id, mei) = (await TakenAsync(desk), desk.Agent("Mei"));
        var kept = await SendAsync(desk, mei, id, "kept.txt", "words"u8.ToArray());
        Assert.True((await NoteAsync(desk, mei, id, "See the file", kept.Value)).IsOk);
        Assert.True((await SendAsync(desk, mei, id, "lost.png", Png(300_000))).IsOk);
        desk.Clock.Advance(TrimFiles.Keep + TimeSpan.FromDays(1));
        Assert.True((await SendAsync(desk, mei, id, "new.txt", "words"u8.ToArray())).IsOk);

        await desk.RoundAsync("files");

        await using var db = desk.Db();
        Assert.Equal(["kept.txt", "new.txt"], await db.NoteFiles.OrderBy(f => f.Id).Select(f => f.Name).ToListAsync(Ct));
        Assert.Equal(2, await db.NoteFileParts.CountAsync(Ct));
    }

    private static async Task<OrderId> TakenAsync(TestDesk desk)
    {
        var shop = await Shop.OpenAsync(desk);
        return await shop.TakenAsync(shop.Order());
    }

    private static byte[] Png(int bytes)
    {
        var content = new byte[bytes];
        new Random(7).NextBytes(content);
        new byte[] { 0x89, 0x50, 0x4E, 0x47 }.CopyTo(content, 0);
        return content;
    }

    private static Task<Result<NoteFileId>> SendAsync(TestDesk desk, Actor by, OrderId id, string name, byte[] content) => SendAsync(desk, by, id, name, new MemoryStream(content));

    private static Task<Result<NoteFileId>> SendAsync(TestDesk desk, Actor by, OrderId id, string name, Stream content) =>
        desk.UseAsync((AttachFile attach) => attach.RunAsync(by, new AttachFile.Command(id, name, content), null, Ct));

    private static Task<Result> NoteAsync(TestDesk desk, Actor by, OrderId id, string text, params NoteFileId[] files) =>
        desk.UseAsync((AddNote add) => add.RunAsync(by, new AddNote.Command(id, text, files), Ct));

    private static async Task<IEnumerable<string>> PendingAsync(TestDesk desk, Actor who, OrderId id) =>
        (await desk.UseAsync((NoteFiles files) => files.PendingAsync(who, id, Ct))).Value!.Select(file => file.Name);

    private static Task<Result<NoteFiles.Row>> ReadAsync(TestDesk desk, Actor who, OrderId id, NoteFileId file) => desk.UseAsync((NoteFiles files) => files.ReadAsync(who, id, file, Ct));

    private static Task<byte[]> BytesAsync(TestDesk desk, NoteFiles.Row file) => desk.UseAsync(async (NoteFiles files) =>
    {
        using var all = new MemoryStream();
        await foreach (var part in files.ContentAsync(file, Ct))
        {
            all.Write(part);
        }

        return all.ToArray();
    });

    /// <summary>A file on the way to which something happens.</summary>
    private sealed class Broken(byte[] content, int after, Action happens) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= after)
            {
                happens();
            }

            return base.ReadAsync(buffer[..Math.Min(buffer.Length, 100_000)], cancellationToken);
        }
    }
}
