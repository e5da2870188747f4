using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Data;

/// <summary>A write that says the same to SQLite again and again has it prepared once, and answers as any other does.</summary>
public sealed class RepeatedStatementsTests
{
    private const long One = 7_000_000, Two = 8_000_000, None = 9_000_000;

    private static readonly Func<OrderDeskDb, long, IAsyncEnumerable<long>> From =
        EF.CompileAsyncQuery((OrderDeskDb db, long from) => db.IdBlocks.Where(block => block.Next > from && block.Next < from + 100).OrderBy(block => block.Next).Select(block => block.Next - from));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_statement_is_prepared_once_and_asked_with_the_values_of_each_call()
    {
        await using var desk = await CountedAsync();

        var (answers, spared) = await desk.WriteAsync(async write =>
        {
            write.Repeats();
            var read = new List<string>();
            foreach (var from in (long[])[One, Two, None, One])
            {
                read.Add($"{from}: {string.Join(' ', await From(write.Db, from).ToListAsync(Ct))}");
            }

            return (read, write.Db.Repeats!.Spared);
        });

        Assert.Equal(["7000000: 1 2", "8000000: 3", "9000000: ", "7000000: 1 2"], answers);
        Assert.Equal(3, spared);
    }

    [Fact]
    public async Task A_statement_that_is_still_being_read_is_not_asked_again_in_its_midst()
    {
        await using var desk = await CountedAsync();

        var pairs = await desk.WriteAsync(async write =>
        {
            write.Repeats();
            var read = new List<string>();
            await foreach (var one in From(write.Db, One))
            {
                read.Add($"{one}: {string.Join(' ', await From(write.Db, One).ToListAsync(Ct))}");
            }

            return read;
        });

        Assert.Equal(["1: 1 2", "2: 1 2"], pairs);
    }

    [Fact]
    public async Task Rows_that_are_saved_one_after_the_other_share_their_statement_and_nothing_is_kept_after_the_write()
    {
        await using var desk = await CountedAsync();
        OrderDeskDb? used = null;

        var spared = await desk.WriteAsync(async write =>
        {
            (used, var blocks) = (write.Db, await write.Db.IdBlocks.Where(block => block.Next > One).ToListAsync(Ct));
            write.Repeats();
            blocks.ForEach(block => block.Next += 10);
            await write.SaveAsync(Ct);
            return write.Db.Repeats!.Spared;
        });

        Assert.Equal(2, spared);
        Assert.Null(used!.Repeats);
        await using var db = desk.Db();
        Assert.Equal([One + 11, One + 12, Two + 13], await db.IdBlocks.Where(block => block.Next > One).OrderBy(block => block.Next).Select(block => block.Next).ToListAsync(Ct));
    }

    private static async Task<TestDesk> CountedAsync()
    {
        var desk = await TestDesk.OpenAsync();
        await desk.WriteAsync(write => write.Db.IdBlocks.AddRange(Block("test-1", One + 1), Block("test-2", One + 2), Block("test-3", Two + 3)));
        return desk;
    }

    private static IdBlock Block(string name, long next) => new() { Name = name, Next = next };
}
