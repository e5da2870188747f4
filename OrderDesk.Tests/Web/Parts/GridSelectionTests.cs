using OrderDesk.Web.Parts;

namespace OrderDesk.Tests.Web.Parts;

/// <summary>What is picked, on this page and beyond it.</summary>
public sealed class GridSelectionTests
{
    [Fact]
    public void Rows_are_picked_and_let_go()
    {
        var selection = GridSelection.None.With([1, 2, 3], picked: true).With([2], picked: false);

        Assert.Equal([1, 3], selection.Keys.Order());
        Assert.Equal(2, selection.Count(matching: 100));
        Assert.False(selection.IsNone);
    }

    [Fact]
    public void Everything_that_matches_has_exceptions_and_takes_them_back()
    {
        var selection = GridSelection.Everything.With([5, 6], picked: false).With([6], picked: true);

        Assert.False(selection.Holds(5));
        Assert.True(selection.Holds(6));
        Assert.True(selection.Holds(7));
        Assert.Equal(99, selection.Count(matching: 100));
    }

    [Fact]
    public void Nothing_is_nothing()
    {
        Assert.True(GridSelection.None.IsNone);
        Assert.False(GridSelection.Everything.IsNone);
        Assert.Equal(0, GridSelection.None.Count(matching: 100));
    }
}
