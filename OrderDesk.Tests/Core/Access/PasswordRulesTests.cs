using OrderDesk.Core.Access;

namespace OrderDesk.Tests.Core.Access;

public class PasswordRulesTests
{
    [Theory]
    [InlineData("elevenchars", "access.password-short")]
    [InlineData("P@ssw0rd12345678", "access.password-guessed")]
    [InlineData("password password", "access.password-guessed")]
    [InlineData("Summer2024!!", "access.password-guessed")]
    [InlineData("123456789012", "access.password-guessed")]
    [InlineData("210987654321", "access.password-guessed")]
    [InlineData("qwertyuiop12", "access.password-guessed")]
    [InlineData("1q2w3e4r5t6y", "access.password-guessed")]
    [InlineData("aaaaaaaaaaaa", "access.password-guessed")]
    [InlineData("abababababab", "access.password-guessed")]
    [InlineData("OrderDesk2026", "access.password-guessed")]
    [InlineData("iloveyou1314520", "access.password-guessed")]
    [InlineData("Administrator1!", "access.password-guessed")]
    [InlineData("letmeinletmein", "access.password-guessed")]
    [InlineData("rina.ito@example", "access.password-guessed")]
    [InlineData("Welcome Rina Ito!", "access.password-guessed")]
    [InlineData("Rina!!!Ito???---", "access.password-guessed")]
    public void What_everybody_tries_first_is_refused(string password, string code) =>
        Assert.Equal(code, PasswordRules.Problem(password, "rina.ito@example.com", "Rina Ito"));

    [Theory]
    [InlineData("tall ships in the harbour")]
    [InlineData("correct donkey bracket spoon")]
    [InlineData("948302175639")]
    [InlineData("我们在海边看见三只白鹭飞过")]
    [InlineData("Zt7#vQ1!mB9$")]
    [InlineData("lowercaseonlywithoutanyrule")]
    public void Anything_else_of_twelve_characters_is_taken(string password) =>
        Assert.Null(PasswordRules.Problem(password, "rina.ito@example.com", "Rina Ito"));

    [Fact]
    public void A_password_may_be_as_long_as_128_characters()
    {
        var sentence = string.Concat(Enumerable.Repeat("seven lamps along the pier; ", 5));

        Assert.Null(PasswordRules.Problem(sentence[..128]));
        Assert.Equal("access.password-long", PasswordRules.Problem(sentence[..129]));
    }
}
