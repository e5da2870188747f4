namespace OrderDesk.Tests.House;

public class SmokeTests
{
    [Fact]
    public void The_house_stands() => Assert.Equal(2, OrderDesk.Core.Shared.Currencies.Digits("GBP"));
}
